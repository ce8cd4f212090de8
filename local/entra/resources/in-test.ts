import { ProviderError } from "../../provider/handler.ts";
import type { Provider } from "../../provider/provider.ts";
import { withoutSecrets, type Properties } from "../../provider/values.ts";
import { createDirectory } from "../directory.ts";
import { createEntraProvider } from "../provider.ts";

export const TENANT = "8c6b7f0e-6a3c-4d52-9c5e-0d6f3f2b1a10";
export const SCOPE_ID = "4f5e1d0a-7a2b-4c3d-8e9f-0a1b2c3d4e5f";

/** Drives one provider as an engine does: check, then create; plain values in and out. */
export function driver(provider: Provider) {
  function urn(type: string): string {
    return `urn:pulumi:test::raptor::${type}::it`;
  }

  function checked(type: string, news: Properties): ReturnType<Provider["check"]> {
    return provider.check({ urn: urn(type), olds: undefined, news, randomSeed: new Uint8Array(32) });
  }

  async function create(type: string, news: Properties): Promise<Declared> {
    const { inputs, failures } = await checked(type, news);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    const { id, outputs } = await provider.create({ urn: urn(type), inputs, preview: false });
    return { id, inputs, outputs: withoutSecrets(outputs) as Properties };
  }

  return {
    create,

    /** The failures as "property: reason". */
    async check(type: string, news: Properties): Promise<readonly string[]> {
      const { failures } = await checked(type, news);
      return failures.map(({ property, reason }) => `${property}: ${reason}`);
    },

    async update(type: string, declared: Declared, news: Properties): Promise<Properties> {
      const { id, inputs, outputs } = declared;
      const next = await checked(type, news);
      const updated = await provider.update({
        urn: urn(type),
        id,
        oldInputs: inputs,
        oldOutputs: outputs,
        news: next.inputs,
        preview: false,
      });
      return withoutSecrets(updated) as Properties;
    },

    /** Paths that differ, with a "!" where the change replaces. */
    async diff(type: string, declared: Declared, news: Properties): Promise<readonly string[]> {
      const next = await checked(type, news);
      const { changes } = await provider.diff({
        urn: urn(type),
        id: declared.id,
        oldInputs: declared.inputs,
        oldOutputs: declared.outputs,
        news: next.inputs,
        ignoreChanges: [],
      });
      return changes.map(({ path, replaces }) => (replaces ? `${path}!` : path));
    },

    /** As `pulumi refresh` reads. */
    refresh(type: string, declared: Declared): ReturnType<Provider["read"]> {
      const { id, inputs, outputs } = declared;
      return provider.read({ urn: urn(type), id, oldInputs: inputs, oldOutputs: outputs });
    },

    /** As `pulumi import` reads. */
    import: (type: string, id: string) => provider.read({ urn: urn(type), id }),
    delete: (type: string, id: string) => provider.delete({ urn: urn(type), id }),
  };
}

export type Declared = { readonly id: string; readonly inputs: Properties; readonly outputs: Properties };

export const TYPES = {
  application: "azuread:index/application:Application",
  servicePrincipal: "azuread:index/servicePrincipal:ServicePrincipal",
  identifierUri: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
  password: "azuread:index/applicationPassword:ApplicationPassword",
  preAuthorized: "azuread:index/applicationPreAuthorized:ApplicationPreAuthorized",
  federatedCredential:
    "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  grant: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
  appRoleAssignment: "azuread:index/appRoleAssignment:AppRoleAssignment",
} as const;

/** The refusal that `operation` ends in, as "Code: message". */
export async function refusalOf(operation: Promise<unknown>): Promise<string> {
  try {
    await operation;
  } catch (error) {
    if (error instanceof ProviderError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "none";
}

/** An empty tenant and the provider over it. */
export function emptyTenant() {
  const directory = createDirectory({ tenantId: TENANT });
  return { directory, cloud: driver(createEntraProvider(directory)) };
}

/** An API as the program declares its backend. contract: entra A13 */
export function apiInputs(more: Properties = {}): Properties {
  return {
    displayName: "raptor-server",
    api: {
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: SCOPE_ID,
          value: "user_impersonation",
          type: "User",
          enabled: true,
          adminConsentDisplayName: "Access raptor-server",
          adminConsentDescription: "Allow the app to access raptor-server on behalf of the signed-in user.",
          userConsentDisplayName: "Access raptor-server",
          userConsentDescription: "Allow the app to access raptor-server on your behalf.",
        },
      ],
    },
    ...more,
  };
}
