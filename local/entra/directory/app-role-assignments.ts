import { badRequest, resourceNotFound } from "./graph-error.ts";
import { linkId } from "./ids.ts";
import { publishedApplication } from "./published-application.ts";
import type { AppRole, AppRoleAssignment, DirectoryState } from "./state.ts";

/** Stands for "may use the application" where the application has no roles. */
export const DEFAULT_APP_ROLE = "00000000-0000-0000-0000-000000000000";

export type AppRoleAssignmentRequest = Omit<AppRoleAssignment, "id">;

export function createAppRoleAssignment(
  state: DirectoryState,
  request: AppRoleAssignmentRequest,
): AppRoleAssignment {
  const resource = state.servicePrincipals.get(request.resourceId);
  if (!resource) throw resourceNotFound(request.resourceId);
  if (!state.users.has(request.principalId) && !state.servicePrincipals.has(request.principalId)) {
    throw resourceNotFound(request.principalId);
  }
  const roles = publishedApplication(state, resource.clientId)?.manifest.appRoles ?? [];
  if (request.appRoleId !== DEFAULT_APP_ROLE && !roles.some((role) => role.id === request.appRoleId)) {
    throw badRequest(
      `Permission being assigned was not found on application '${resource.clientId}': app role ${request.appRoleId}.`,
    );
  }
  const same = [...state.appRoleAssignments.values()].some(
    (other) =>
      other.principalId === request.principalId &&
      other.resourceId === request.resourceId &&
      other.appRoleId === request.appRoleId,
  );
  if (same) throw badRequest("Permission being assigned already exists on the object");
  const assignment = { id: linkId(), ...request };
  state.appRoleAssignments.set(assignment.id, assignment);
  return assignment;
}

/** `principalId`: object id of a user or of a service principal */
export function isAssigned(state: DirectoryState, principalId: string, resourceId: string): boolean {
  return assignmentsOf(state, principalId, resourceId).length > 0;
}

/** Values for the `roles` claim */
export function assignedRoles(
  state: DirectoryState,
  principalId: string,
  resourceId: string,
): readonly string[] {
  const resource = state.servicePrincipals.get(resourceId);
  const roles = (resource && publishedApplication(state, resource.clientId)?.manifest.appRoles) ?? [];
  return assignmentsOf(state, principalId, resourceId)
    .map(
      (assignment) => roles.find((role: AppRole) => role.id === assignment.appRoleId && role.enabled)?.value,
    )
    .filter((value) => value !== undefined);
}

function assignmentsOf(
  state: DirectoryState,
  principalId: string,
  resourceId: string,
): readonly AppRoleAssignment[] {
  return [...state.appRoleAssignments.values()].filter(
    (assignment) => assignment.principalId === principalId && assignment.resourceId === resourceId,
  );
}
