import type { Properties } from "../provider/values.ts";
import { DEFAULT_APP_ROLE } from "./directory/app-role-assignments.ts";
import { apiInputs, SCOPE_ID, TENANT, TYPES } from "./resources/in-test.ts";

export type Made = { readonly id: string; readonly inputs: Properties; readonly outputs: Properties };
type MadeBefore = Readonly<Record<string, Made>>;

export type Case = {
  readonly type: string;
  /** what has to exist, in order */
  readonly needs: readonly string[];
  readonly inputs: (made: MadeBefore) => Properties;
  readonly id: RegExp;
  /** what differs after a change in place; undefined where every change replaces */
  readonly changed?: Properties;
  /** what differs in a replacement, and the path that causes it; undefined where nothing does */
  readonly replaced?: readonly [inputs: Properties, path: string];
  /** outputs that are unknown in the preview of a create */
  readonly unknown: readonly string[];
  /** what differs in inputs that check refuses, and the property it names */
  readonly bad: readonly [inputs: Properties, property: string];
  /** Graph's code when what it needs is gone; undefined where it needs nothing */
  readonly orphan?: string;
  /** the secret of a password is told once */
  readonly importable?: false;
};

export const OTHER = "11111111-2222-4333-8444-555555555555";
const GONE = "Request_ResourceNotFound";

/** An output or input that has to be a text. */
export function text(properties: Properties | undefined, name: string): string {
  const value = properties?.[name];
  if (typeof value !== "string") throw new Error(`${name} is no text`);
  return value;
}

function scope(value: string, id: string): Properties {
  const texts = { adminConsentDisplayName: value, adminConsentDescription: value };
  return { id, value, type: "User", enabled: true, ...texts };
}

/** Every resource type of the package. */
export const cases: Readonly<Record<string, Case>> = {
  api: {
    type: TYPES.application,
    needs: [],
    inputs: () =>
      apiInputs({
        api: { oauth2PermissionScopes: [scope("user_impersonation", SCOPE_ID), scope("read", OTHER)] },
      }),
    id: /^\/applications\/[0-9a-f-]{36}$/,
    changed: { displayName: "renamed" },
    unknown: ["clientId", "objectId", "oauth2PermissionScopeIds"],
    bad: [{ displayName: "" }, "displayName"],
  },
  apiPrincipal: {
    type: TYPES.servicePrincipal,
    needs: ["api"],
    inputs: ({ api }) => ({ clientId: text(api?.outputs, "clientId") }),
    id: /^\/servicePrincipals\/[0-9a-f-]{36}$/,
    changed: { appRoleAssignmentRequired: true },
    replaced: [{ clientId: OTHER }, "clientId"],
    unknown: ["objectId", "displayName", "servicePrincipalNames"],
    bad: [{ clientId: "raptor" }, "clientId"],
    orphan: "Request_BadRequest",
  },
  client: {
    type: TYPES.application,
    needs: [],
    inputs: () => ({
      displayName: "raptor-client",
      web: { redirectUris: ["https://raptor.example/.auth/login/aad/callback"] },
    }),
    id: /^\/applications\/[0-9a-f-]{36}$/,
    changed: { web: { redirectUris: ["https://other.example/cb"] } },
    unknown: ["clientId"],
    bad: [{ web: { redirectUris: ["raptor"] } }, "web.redirectUris[0]"],
  },
  clientPrincipal: {
    type: TYPES.servicePrincipal,
    needs: ["client"],
    inputs: ({ client }) => ({ clientId: text(client?.outputs, "clientId") }),
    id: /^\/servicePrincipals\//,
    changed: { accountEnabled: false },
    replaced: [{ clientId: OTHER }, "clientId"],
    unknown: ["objectId"],
    bad: [{ clientId: "raptor" }, "clientId"],
    orphan: "Request_BadRequest",
  },
  uri: {
    type: TYPES.identifierUri,
    needs: ["api"],
    inputs: ({ api }) => ({
      applicationId: text(api, "id"),
      identifierUri: `api://${text(api?.outputs, "clientId")}`,
    }),
    id: /^\/applications\/[0-9a-f-]{36}\/identifierUris\/.+/,
    replaced: [{ identifierUri: "api://other" }, "identifierUri"],
    unknown: [],
    bad: [{ identifierUri: "api://mine/" }, "identifierUri"],
    orphan: GONE,
  },
  password: {
    type: TYPES.password,
    needs: ["api"],
    inputs: ({ api }) => ({ applicationId: text(api, "id"), displayName: "App Service" }),
    id: /^[0-9a-f-]{36}\/password\/[0-9a-f-]{36}$/,
    replaced: [{ displayName: "other" }, "displayName"],
    unknown: ["value", "keyId", "startDate", "endDate"],
    bad: [{ endDate: "tomorrow" }, "endDate"],
    orphan: GONE,
    importable: false,
  },
  preAuthorized: {
    type: TYPES.preAuthorized,
    needs: ["api", "client"],
    inputs: ({ api, client }) => ({
      applicationId: text(api, "id"),
      authorizedClientId: text(client?.outputs, "clientId"),
      permissionIds: [SCOPE_ID],
    }),
    id: /^[0-9a-f-]{36}\/preAuthorizedApplication\/[0-9a-f-]{36}$/,
    replaced: [{ authorizedClientId: OTHER }, "authorizedClientId"],
    unknown: [],
    bad: [{ permissionIds: ["user_impersonation"] }, "permissionIds[0]"],
    orphan: GONE,
  },
  federated: {
    type: TYPES.federatedCredential,
    needs: ["api"],
    inputs: ({ api }) => ({
      applicationId: text(api, "id"),
      displayName: "identity",
      issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
      subject: OTHER,
      audiences: ["api://AzureADTokenExchange"],
    }),
    id: /^[0-9a-f-]{36}\/federatedIdentityCredential\/[0-9a-f-]{36}$/,
    changed: { description: "of the site" },
    replaced: [{ displayName: "other" }, "displayName"],
    unknown: ["credentialId"],
    bad: [{ audiences: [] }, "audiences"],
    orphan: GONE,
  },
  grant: {
    type: TYPES.grant,
    needs: ["api", "client", "apiPrincipal", "clientPrincipal"],
    inputs: ({ apiPrincipal, clientPrincipal }) => ({
      servicePrincipalObjectId: text(clientPrincipal?.outputs, "objectId"),
      resourceServicePrincipalObjectId: text(apiPrincipal?.outputs, "objectId"),
      claimValues: ["user_impersonation"],
    }),
    id: /^\/oauth2PermissionGrants\/.+/,
    changed: { claimValues: ["read"] },
    replaced: [{ servicePrincipalObjectId: OTHER }, "servicePrincipalObjectId"],
    unknown: [],
    bad: [{ servicePrincipalObjectId: "raptor" }, "servicePrincipalObjectId"],
    orphan: GONE,
  },
  assignment: {
    type: TYPES.appRoleAssignment,
    needs: ["api", "client", "apiPrincipal", "clientPrincipal"],
    inputs: ({ apiPrincipal, clientPrincipal }) => ({
      appRoleId: DEFAULT_APP_ROLE,
      principalObjectId: text(clientPrincipal?.outputs, "objectId"),
      resourceObjectId: text(apiPrincipal?.outputs, "objectId"),
    }),
    id: /^\/servicePrincipals\/[0-9a-f-]{36}\/appRoleAssignedTo\/.+/,
    replaced: [{ principalObjectId: OTHER }, "principalObjectId"],
    unknown: ["principalDisplayName", "resourceDisplayName"],
    bad: [{ appRoleId: "reader" }, "appRoleId"],
    orphan: GONE,
  },
};
