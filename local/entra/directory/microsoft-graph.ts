import { guidFrom } from "./ids.ts";
import type { Application, Scope, ServicePrincipal } from "./state.ts";

export const MICROSOFT_GRAPH = "00000003-0000-0000-c000-000000000000";

/** Ids as published by Microsoft. contract: entra A6. Consent texts: entra B4 for openid and offline_access. */
const SCOPES: readonly Scope[] = [
  graphScope("37f7f235-527c-4136-accd-4a02d197296e", "openid", "Sign you in"),
  graphScope("14dad69e-099b-42c9-810b-d002981feec1", "profile", "View your basic profile"),
  graphScope("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", "email", "View your email address"),
  graphScope(
    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "offline_access",
    "Maintain access to data you have given it access to",
  ),
  graphScope("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read", "Sign you in and read your profile"),
];

/** Microsoft's own application, which lives in Microsoft's tenant: in ours there is only its service principal. */
export const MICROSOFT_GRAPH_APPLICATION: Application = {
  objectId: guidFrom("application", MICROSOFT_GRAPH),
  clientId: MICROSOFT_GRAPH,
  declared: {},
  manifest: {
    displayName: "Microsoft Graph",
    signInAudience: "AzureADMultipleOrgs",
    // contract: entra A8, tokens for Graph are v1 whatever endpoint issues them
    accessTokenVersion: 1,
    scopes: SCOPES,
    appRoles: [],
    redirectUris: [],
    logoutUrl: undefined,
    homepageUrl: undefined,
    idTokenIssuanceEnabled: false,
    owners: [],
    requiredResourceAccesses: [],
  },
  identifierUris: ["https://graph.microsoft.com", "https://graph.microsoft.com/"],
  passwords: [],
  federatedCredentials: [],
  preAuthorized: [],
};

export function isFirstParty(clientId: string): boolean {
  return clientId === MICROSOFT_GRAPH;
}

export function microsoftGraphServicePrincipal(tenantId: string): ServicePrincipal {
  return {
    objectId: guidFrom(tenantId, "servicePrincipal", MICROSOFT_GRAPH),
    clientId: MICROSOFT_GRAPH,
    displayName: "Microsoft Graph",
    type: "Application",
    enabled: true,
    appRoleAssignmentRequired: false,
    owners: [],
    declared: { clientId: MICROSOFT_GRAPH },
  };
}

function graphScope(id: string, value: string, displayName: string): Scope {
  return {
    id,
    value,
    type: "User",
    enabled: true,
    adminConsentDisplayName: displayName,
    adminConsentDescription: displayName,
    userConsentDisplayName: displayName,
    userConsentDescription: displayName,
  };
}
