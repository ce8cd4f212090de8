import { badRequest, resourceNotFound, sameKeyValue } from "./graph-error.ts";
import { linkId } from "./ids.ts";
import { publishedApplication } from "./published-application.ts";
import type { DirectoryState, PermissionGrant } from "./state.ts";

export type PermissionGrantRequest = Omit<PermissionGrant, "id">;

export function createPermissionGrant(
  state: DirectoryState,
  request: PermissionGrantRequest,
): PermissionGrant {
  for (const id of [request.clientId, request.resourceId]) {
    if (!state.servicePrincipals.has(id)) throw resourceNotFound(id);
  }
  if (request.userId !== undefined && !state.users.has(request.userId))
    throw resourceNotFound(request.userId);
  if (findPermissionGrant(state, request)) throw sameKeyValue("Permission entry already exists.");
  refuseUnpublishedScopes(state, request);
  const grant = { id: linkId(), ...request };
  state.permissionGrants.set(grant.id, grant);
  return grant;
}

export function updatePermissionGrant(
  state: DirectoryState,
  id: string,
  scopes: readonly string[],
): PermissionGrant {
  const grant = state.permissionGrants.get(id);
  if (!grant) throw resourceNotFound(id);
  const updated = { ...grant, scopes };
  refuseUnpublishedScopes(state, updated);
  state.permissionGrants.set(id, updated);
  return updated;
}

/** What a user accepts on the consent page becomes a grant of their own, next to those the program declares. */
export function addUserConsent(state: DirectoryState, consent: PermissionGrantRequest): void {
  const existing = findPermissionGrant(state, consent);
  if (!existing) {
    createPermissionGrant(state, consent);
    return;
  }
  updatePermissionGrant(state, existing.id, [...new Set([...existing.scopes, ...consent.scopes])]);
}

function findPermissionGrant(
  state: DirectoryState,
  key: Pick<PermissionGrant, "clientId" | "resourceId" | "userId">,
): PermissionGrant | undefined {
  return [...state.permissionGrants.values()].find(
    (grant) =>
      grant.clientId === key.clientId && grant.resourceId === key.resourceId && grant.userId === key.userId,
  );
}

function refuseUnpublishedScopes(state: DirectoryState, request: PermissionGrantRequest): void {
  const resource = state.servicePrincipals.get(request.resourceId);
  const published = resource && publishedApplication(state, resource.clientId)?.manifest.scopes;
  for (const value of request.scopes) {
    if (!published?.some((scope) => scope.value === value)) {
      throw badRequest(
        `The scope '${value}' is not published by the resource ${resource?.displayName ?? request.resourceId}. ` +
          `Published: ${published?.map((scope) => scope.value).join(", ") || "none"}.`,
      );
    }
  }
}
