import type { Properties } from "../../provider/values.ts";

/** A delegated permission that an application publishes: `api.oauth2PermissionScopes[]`. */
export type Scope = {
  /** UUID */
  readonly id: string;
  /** "user_impersonation" */
  readonly value: string;
  readonly type: "User" | "Admin";
  readonly enabled: boolean;
  readonly adminConsentDisplayName: string;
  readonly adminConsentDescription: string;
  readonly userConsentDisplayName: string;
  readonly userConsentDescription: string;
};

export type AppRole = {
  readonly id: string;
  readonly value: string | undefined;
  readonly enabled: boolean;
  readonly allowedMemberTypes: readonly string[];
  readonly displayName: string;
  readonly description: string;
};

/** What the sign-in service needs of an application's declaration. */
export type Manifest = {
  readonly displayName: string;
  readonly signInAudience: string;
  /** 1 when the program says nothing, as with azuread.Application. contract: entra A1 */
  readonly accessTokenVersion: 1 | 2;
  readonly scopes: readonly Scope[];
  readonly appRoles: readonly AppRole[];
  readonly redirectUris: readonly string[];
  readonly logoutUrl: string | undefined;
  readonly homepageUrl: string | undefined;
  readonly idTokenIssuanceEnabled: boolean;
  readonly owners: readonly string[];
  readonly requiredResourceAccesses: readonly {
    readonly resourceAppId: string;
    readonly permissionIds: readonly string[];
  }[];
};

export type Password = {
  readonly keyId: string;
  readonly displayName: string;
  readonly startDate: Date;
  readonly endDate: Date;
  /** sha256 of the secret; the secret itself is returned once and not kept */
  readonly hash: Uint8Array;
};

export type FederatedCredential = {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
};

export type PreAuthorization = {
  readonly clientId: string;
  readonly permissionIds: readonly string[];
};

export type Application = {
  readonly objectId: string;
  readonly clientId: string;
  /** the inputs as the program declared them */
  readonly declared: Properties;
  readonly manifest: Manifest;
  readonly identifierUris: readonly string[];
  readonly passwords: readonly Password[];
  readonly federatedCredentials: readonly FederatedCredential[];
  readonly preAuthorized: readonly PreAuthorization[];
};

export type ServicePrincipal = {
  readonly objectId: string;
  readonly clientId: string;
  readonly displayName: string;
  readonly type: "Application" | "ManagedIdentity";
  readonly enabled: boolean;
  readonly appRoleAssignmentRequired: boolean;
  readonly owners: readonly string[];
  readonly declared: Properties;
};

/** An oauth2PermissionGrant. Without `userId` it holds for all users of the tenant (admin consent). */
export type PermissionGrant = {
  readonly id: string;
  /** object id of the client's service principal */
  readonly clientId: string;
  /** object id of the resource's service principal */
  readonly resourceId: string;
  readonly userId: string | undefined;
  /** "user_impersonation" */
  readonly scopes: readonly string[];
};

export type AppRoleAssignment = {
  readonly id: string;
  readonly appRoleId: string;
  readonly principalId: string;
  /** object id of the resource's service principal */
  readonly resourceId: string;
};

export type User = {
  readonly objectId: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly userType: "Member" | "Guest";
  readonly mail: string | undefined;
  readonly givenName: string | undefined;
  readonly surname: string | undefined;
};

export type DirectoryState = {
  readonly tenantId: string;
  readonly tenantDomain: string;
  /** object id of who deploys: signed in elsewhere, so in no list of users, but an owner that exists */
  readonly deployerId: string;
  /** by object id, as every map here */
  readonly applications: Map<string, Application>;
  /** the recycle bin. contract: entra A11 */
  readonly deletedApplications: Map<string, Application>;
  readonly servicePrincipals: Map<string, ServicePrincipal>;
  readonly permissionGrants: Map<string, PermissionGrant>;
  readonly appRoleAssignments: Map<string, AppRoleAssignment>;
  readonly users: Map<string, User>;
};

export function findApplicationByClientId(state: DirectoryState, clientId: string): Application | undefined {
  return [...state.applications.values()].find((application) => application.clientId === clientId);
}

export function findServicePrincipalByClientId(
  state: DirectoryState,
  clientId: string,
): ServicePrincipal | undefined {
  return [...state.servicePrincipals.values()].find((principal) => principal.clientId === clientId);
}

/** Whether anyone has this object id: a user, a service principal or who deploys. */
export function hasPrincipal(state: DirectoryState, objectId: string): boolean {
  return state.users.has(objectId) || state.servicePrincipals.has(objectId) || objectId === state.deployerId;
}
