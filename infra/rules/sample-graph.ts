import type { Graph, Properties, Resource, Value } from "./graph.ts";
import { APPLICATION, GRANT, IDENTIFIER_URI, SERVICE_PRINCIPAL } from "./registrations.ts";
import { APP_SETTINGS, FTP_ALLOWED, PLAN, SCM_ALLOWED, SITE } from "./sites.ts";
import { ASSET, SECRET, SIGNATURE } from "./signatures.ts";

/*
 * A frontend and a backend as small as the rules allow, for their tests: each breaks one thing in it.
 */

const TENANT = "7b1f5c52-94a7-4d0c-9c4f-2f8f3f6f0a31";
const GROUP = "rg";
const AUTH_SETTINGS = "azure-native:web:WebAppAuthSettingsV2";

/** What a resource of the sample states; everything else is empty. */
type Sample = Partial<Omit<Resource, "options">> & {
  readonly name: string;
  readonly type: string;
  readonly options?: Partial<Resource["options"]>;
};

export function resource(sample: Sample): Resource {
  return {
    urn: urnOf(sample.name),
    id: "",
    custom: true,
    parent: undefined,
    inputs: {},
    outputs: {},
    dependencies: [],
    ...sample,
    options: {
      deletedWith: undefined,
      retainOnDelete: undefined,
      deleteBeforeReplace: undefined,
      ignoreChanges: [],
      ...sample.options,
    },
  };
}

export function urnOf(name: string): string {
  return `urn:pulumi:test::raptor::sample::${name}`;
}

export function secretValue(value: string): Properties {
  return { [SIGNATURE]: SECRET, value };
}

function fileAsset(path: string, hash: string): Properties {
  return { [SIGNATURE]: ASSET, path, hash };
}

type Role = {
  readonly name: "frontend" | "backend";
  readonly action: string;
  readonly allowedApplications: readonly string[];
  readonly loginParameters?: readonly string[];
  readonly application: Properties;
  readonly hash: string;
};

function siteWithRegistration(role: Role): readonly Resource[] {
  const { name } = role;
  const clientId = `${name}-client-id`;
  const target = { name: `raptor-${name}`, resourceGroupName: GROUP };
  const withSite = { deletedWith: urnOf(`${name}-site`) };
  const host = `raptor-${name}-1a2b.azurewebsites.net`;
  const url = `https://store.blob.core.windows.net/packages/${name}-${role.hash}.zip`;
  return [
    resource({
      type: SITE,
      name: `${name}-site`,
      parent: urnOf(name),
      inputs: {
        ...target,
        kind: "app,linux",
        reserved: true,
        httpsOnly: true,
        serverFarmId: `/subscriptions/s/resourceGroups/${GROUP}/providers/Microsoft.Web/serverfarms/plan`,
        siteConfig: {
          alwaysOn: false,
          use32BitWorkerProcess: true,
          ftpsState: "Disabled",
          minTlsVersion: "1.2",
          scmMinTlsVersion: "1.2",
        },
      },
      outputs: { defaultHostName: host },
    }),
    resource({ type: "raptor:appservice:Site", name, custom: false }),
    ...[FTP_ALLOWED, SCM_ALLOWED].map((type) =>
      resource({
        type,
        name: `${name}-${type.split(":").at(-1)}`,
        parent: urnOf(name),
        inputs: { ...target, allow: false },
        options: withSite,
      }),
    ),
    resource({
      type: APPLICATION,
      name: `${name}-application`,
      inputs: { api: { requestedAccessTokenVersion: 2 }, ...role.application },
      outputs: { clientId, objectId: `${name}-object-id` },
      options: { ignoreChanges: ["identifierUris"] },
    }),
    resource({
      type: AUTH_SETTINGS,
      name: `${name}-auth`,
      inputs: {
        ...target,
        platform: { enabled: true },
        globalValidation: { requireAuthentication: true, unauthenticatedClientAction: role.action },
        httpSettings: { requireHttps: true, routes: { apiPrefix: "/.auth" } },
        identityProviders: {
          azureActiveDirectory: {
            registration: {
              openIdIssuer: `https://sts.windows.net/${TENANT}/v2.0`,
              clientId,
              clientSecretSettingName: "SECRET",
            },
            login: role.loginParameters ? { loginParameters: role.loginParameters } : {},
            validation: {
              allowedAudiences: [`api://${clientId}`],
              defaultAuthorizationPolicy: { allowedApplications: role.allowedApplications },
            },
          },
        },
      },
      options: withSite,
    }),
    resource({
      type: APP_SETTINGS,
      name: `${name}-settings`,
      inputs: {
        ...target,
        properties: {
          SECRET: secretValue(`${name}-hunter2`),
          WEBSITE_RUN_FROM_PACKAGE: secretValue(`${url}?sig=${name}-signature`),
        },
      },
      dependencies: ["blob", "auth", "WebAppFtpAllowed", "WebAppScmAllowed"].map((lock) =>
        urnOf(`${name}-${lock}`),
      ),
      options: withSite,
    }),
    resource({
      type: "azure-native:storage:Blob",
      name: `${name}-blob`,
      inputs: {
        blobName: `${name}-${role.hash}.zip`,
        source: fileAsset(`../.packages/${name}-${role.hash}.zip`, `${role.hash}0000`),
      },
      outputs: { url },
      options: { deleteBeforeReplace: false },
    }),
  ];
}

export function sampleGraph(): Graph {
  const scope = "api://backend-client-id/user_impersonation";
  return [
    resource({
      type: PLAN,
      name: "plan",
      inputs: { name: "plan", resourceGroupName: GROUP, kind: "linux", reserved: true, sku: { name: "F1" } },
    }),
    ...siteWithRegistration({
      name: "frontend",
      action: "RedirectToLoginPage",
      allowedApplications: ["frontend-client-id"],
      loginParameters: [`scope=openid profile offline_access ${scope}`],
      application: {
        web: {
          redirectUris: ["https://raptor-frontend-1a2b.azurewebsites.net/.auth/login/aad/callback"],
          implicitGrant: { idTokenIssuanceEnabled: true },
        },
        requiredResourceAccesses: [
          { resourceAppId: "backend-client-id", resourceAccesses: [{ id: "scope-id", type: "Scope" }] },
        ],
      },
      hash: "0123456789abcdef",
    }),
    ...siteWithRegistration({
      name: "backend",
      action: "Return401",
      allowedApplications: ["frontend-client-id"],
      application: {
        api: {
          requestedAccessTokenVersion: 2,
          oauth2PermissionScopes: [{ id: "scope-id", value: "user_impersonation", enabled: true }],
        },
      },
      hash: "fedcba9876543210",
    }),
    resource({
      type: IDENTIFIER_URI,
      name: "backend-uri",
      inputs: { applicationId: "/applications/backend-object-id", identifierUri: "api://backend-client-id" },
    }),
    resource({
      type: SERVICE_PRINCIPAL,
      name: "backend-principal",
      inputs: { clientId: "backend-client-id" },
      dependencies: [urnOf("backend-application"), urnOf("backend-uri")],
    }),
    resource({
      type: GRANT,
      name: "grant",
      inputs: {
        servicePrincipalObjectId: "frontend-principal-id",
        resourceServicePrincipalObjectId: "backend-principal-id",
        claimValues: ["user_impersonation"],
      },
    }),
  ];
}

/** The graph with one input other than it was; undefined takes it away. `path`: "siteConfig.alwaysOn" */
export function withInput(graph: Graph, name: string, path: string, value: Value | undefined): Graph {
  return change(graph, name, (node) => ({ ...node, inputs: set(node.inputs, path.split("."), value) }));
}

export function withOption<K extends keyof Resource["options"]>(
  graph: Graph,
  name: string,
  option: K,
  value: Resource["options"][K],
): Graph {
  return change(graph, name, (node) => ({ ...node, options: { ...node.options, [option]: value } }));
}

export function withDependencies(graph: Graph, name: string, dependencies: readonly string[]): Graph {
  return change(graph, name, (node) => ({ ...node, dependencies: dependencies.map(urnOf) }));
}

export function without(graph: Graph, name: string): Graph {
  return change(graph, name, () => undefined);
}

/** The graph with a second resource that differs from the first in its name only. */
export function withTwin(graph: Graph, name: string): Graph {
  return graph.flatMap((node) =>
    node.name === name ? [node, { ...node, name: `${name}-twin`, urn: urnOf(`${name}-twin`) }] : [node],
  );
}

function change(graph: Graph, name: string, by: (node: Resource) => Resource | undefined): Graph {
  if (!graph.some((node) => node.name === name)) throw new Error(`the sample has no ${name}`);
  return graph.flatMap((node) => (node.name === name ? (by(node) ?? []) : [node]));
}

function set(
  object: Properties,
  [step = "", ...rest]: readonly string[],
  value: Value | undefined,
): Properties {
  const { [step]: old, ...others } = object;
  const isInner = typeof old === "object" && old !== null && !Array.isArray(old);
  const next = rest.length === 0 ? value : set(isInner ? (old as Properties) : {}, rest, value);
  return next === undefined ? others : { ...others, [step]: next };
}
