import { randomUUID } from "node:crypto";
import type { Properties } from "../../provider/values.ts";
import { badRequest, resourceNotFound, sameKeyValue } from "./graph-error.ts";
import { requiredText, texts } from "./manifest.ts";
import { isFirstParty } from "./microsoft-graph.ts";
import {
  findApplicationByClientId,
  findServicePrincipalByClientId,
  type DirectoryState,
  type ServicePrincipal,
} from "./state.ts";

export function createServicePrincipal(state: DirectoryState, declared: Properties): ServicePrincipal {
  const clientId = requiredText(declared, "clientId");
  const existing = findServicePrincipalByClientId(state, clientId);
  if (existing) {
    if (declared["useExisting"] === true) {
      return replaceServicePrincipal(state, { ...existing, ...settings(declared), declared });
    }
    throw sameKeyValue(
      `The service principal cannot be created, updated, or restored because the service principal name ${clientId} is already in use.`,
    );
  }
  const application = findApplicationByClientId(state, clientId);
  if (!application) {
    throw badRequest(
      `The appId '${clientId}' of the service principal does not reference a valid application object.`,
    );
  }
  return replaceServicePrincipal(state, {
    objectId: randomUUID(),
    clientId,
    displayName: application.manifest.displayName,
    type: "Application",
    ...settings(declared),
    declared,
  });
}

export function updateServicePrincipal(
  state: DirectoryState,
  objectId: string,
  declared: Properties,
): ServicePrincipal {
  const existing = getServicePrincipal(state, objectId);
  return replaceServicePrincipal(state, { ...existing, ...settings(declared), declared });
}

/** Takes the grants and assignments on both ends with it. Microsoft's own service principals stay. */
export function deleteServicePrincipal(state: DirectoryState, objectId: string): void {
  const principal = state.servicePrincipals.get(objectId);
  if (!principal || isFirstParty(principal.clientId)) return;
  state.servicePrincipals.delete(objectId);
  for (const grant of state.permissionGrants.values()) {
    if (grant.clientId === objectId || grant.resourceId === objectId) state.permissionGrants.delete(grant.id);
  }
  for (const assignment of state.appRoleAssignments.values()) {
    if (assignment.principalId === objectId || assignment.resourceId === objectId) {
      state.appRoleAssignments.delete(assignment.id);
    }
  }
}

export function getServicePrincipal(state: DirectoryState, objectId: string): ServicePrincipal {
  const principal = state.servicePrincipals.get(objectId);
  if (!principal) throw resourceNotFound(objectId);
  return principal;
}

function replaceServicePrincipal(state: DirectoryState, principal: ServicePrincipal): ServicePrincipal {
  state.servicePrincipals.set(principal.objectId, principal);
  return principal;
}

function settings(
  declared: Properties,
): Pick<ServicePrincipal, "enabled" | "appRoleAssignmentRequired" | "owners"> {
  return {
    enabled: declared["accountEnabled"] !== false,
    appRoleAssignmentRequired: declared["appRoleAssignmentRequired"] === true,
    owners: texts(declared["owners"]),
  };
}
