/**
 * The id of the backend's scope. A constant, because changing it would strand every pre-authorisation and consent
 * that names it. contract: entra A3
 */
export const USER_IMPERSONATION_ID = "cbf4a8ff-1dc3-4bb7-8fa7-9a1ecf3a8f33";
export const USER_IMPERSONATION = "user_impersonation";

/** Microsoft Graph, which owns the scopes of OpenID Connect in every tenant. contract: entra A6 */
export const MICROSOFT_GRAPH_CLIENT_ID = "00000003-0000-0000-c000-000000000000";

/** What sign-in asks besides the backend's scope; `offline_access` is what makes /.auth/refresh work. */
export const SIGN_IN_SCOPES = {
  openid: "37f7f235-527c-4136-accd-4a02d197296e",
  profile: "14dad69e-099b-42c9-810b-d002981feec1",
  email: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
  offline_access: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
} as const;

/** The scope as the backend's registration declares it; the texts are what a user or an administrator consents to. */
export function userImpersonation(apiName: string) {
  return {
    id: USER_IMPERSONATION_ID,
    value: USER_IMPERSONATION,
    type: "User",
    enabled: true,
    adminConsentDisplayName: `Access ${apiName}`,
    adminConsentDescription: `Allows the application to call ${apiName} on behalf of the signed-in user.`,
    userConsentDisplayName: `Access ${apiName}`,
    userConsentDescription: `Allow the application to call ${apiName} on your behalf.`,
  };
}

/** What the frontend asks for, in the form of a registration's requiredResourceAccess. `S`: see auth-settings.ts */
export function requiredScopes<S>(apiClientId: S) {
  return [
    { resourceAppId: apiClientId, resourceAccesses: [{ id: USER_IMPERSONATION_ID, type: "Scope" }] },
    {
      resourceAppId: MICROSOFT_GRAPH_CLIENT_ID,
      resourceAccesses: Object.values(SIGN_IN_SCOPES).map((id) => ({ id, type: "Scope" })),
    },
  ];
}

/** The identifier URI that never collides with a deleted predecessor. contract: entra A2 */
export function identifierUri(clientId: string): string {
  return `api://${clientId}`;
}

/** The login parameter that makes the token in the token store one for the backend. contract: easyauth 0 (5) */
export function scopeParameter(backendIdentifierUri: string): string {
  return `scope=${Object.keys(SIGN_IN_SCOPES).join(" ")} ${backendIdentifierUri}/${USER_IMPERSONATION}`;
}
