import type { Properties } from "../../provider/values.ts";
import { publishedApplication } from "../directory/published-application.ts";
import type { AppRole, DirectoryState, Scope, ServicePrincipal } from "../directory/state.ts";
import { idsByValue } from "./application.ts";

/** What Entra copies from the application to its service principal, with the principal's own facts. */
export function servicePrincipalOutputs(state: DirectoryState, principal: ServicePrincipal): Properties {
  const application = publishedApplication(state, principal.clientId);
  const manifest = application?.manifest;
  const scopes = manifest?.scopes ?? [];
  const roles = manifest?.appRoles ?? [];
  return {
    accountEnabled: principal.enabled,
    appRoleAssignmentRequired: principal.appRoleAssignmentRequired,
    appRoleIds: idsByValue(roles),
    appRoles: roles.map(appRoleOutputs),
    applicationTenantId: state.tenantId,
    clientId: principal.clientId,
    displayName: manifest?.displayName ?? principal.displayName,
    homepageUrl: manifest?.homepageUrl ?? "",
    logoutUrl: manifest?.logoutUrl ?? "",
    oauth2PermissionScopeIds: idsByValue(scopes),
    oauth2PermissionScopes: scopes.map(scopeOutputs),
    objectId: principal.objectId,
    redirectUris: manifest?.redirectUris ?? [],
    samlMetadataUrl: "",
    servicePrincipalNames: [principal.clientId, ...(application?.identifierUris ?? [])],
    signInAudience: manifest?.signInAudience ?? "AzureADMyOrg",
    type: principal.type,
  };
}

function scopeOutputs(scope: Scope): Properties {
  return { ...scope };
}

function appRoleOutputs(role: AppRole): Properties {
  return { ...role, value: role.value ?? "" };
}
