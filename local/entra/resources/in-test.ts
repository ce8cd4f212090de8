import { ProviderError, type CheckFailure } from "../../provider/handler.ts";
import type { Provider } from "../../provider/provider.ts";
import { withoutSecrets, type Properties } from "../../provider/values.ts";

export const TENANT = "8c6b7f0e-6a3c-4d52-9c5e-0d6f3f2b1a10";
export const SCOPE_ID = "4f5e1d0a-7a2b-4c3d-8e9f-0a1b2c3d4e5f";

/** Drives one provider as an engine does: check, then create; plain values in and out. */
export function driver(provider: Provider) {
  function urn(type: string): string {
    return `urn:pulumi:test::raptor::${type}::it`;
  }

  async function check(type: string, news: Properties): Promise<readonly CheckFailure[]> {
    const randomSeed = new Uint8Array(32);
    return (await provider.check({ urn: urn(type), olds: undefined, news, randomSeed })).failures;
  }

  async function create(type: string, news: Properties): Promise<{ id: string; outputs: Properties }> {
    const randomSeed = new Uint8Array(32);
    const checked = await provider.check({ urn: urn(type), olds: undefined, news, randomSeed });
    if (checked.failures.length > 0) throw new Error(JSON.stringify(checked.failures));
    const created = await provider.create({ urn: urn(type), inputs: checked.inputs, preview: false });
    return { id: created.id, outputs: withoutSecrets(created.outputs) as Properties };
  }

  async function update(type: string, id: string, olds: Properties, news: Properties): Promise<Properties> {
    const outputs = await provider.update({
      urn: urn(type),
      id,
      oldInputs: olds,
      oldOutputs: olds,
      news,
      preview: false,
    });
    return withoutSecrets(outputs) as Properties;
  }

  async function replaces(type: string, oldInputs: Properties, news: Properties): Promise<readonly string[]> {
    const diff = await provider.diff({
      urn: urn(type),
      id: "it",
      oldInputs,
      oldOutputs: oldInputs,
      news,
      ignoreChanges: [],
    });
    return diff.replaces;
  }

  return {
    check,
    create,
    update,
    replaces,
    read: (type: string, id: string) => provider.read({ urn: urn(type), id }),
    delete: (type: string, id: string) => provider.delete({ urn: urn(type), id }),
  };
}

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

/** The code of the refusal that `operation` ends in. */
export async function refusalOf(operation: Promise<unknown>): Promise<string> {
  try {
    await operation;
  } catch (error) {
    if (error instanceof ProviderError) return error.code;
    throw error;
  }
  return "none";
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
