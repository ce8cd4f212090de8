import { randomUUID } from "node:crypto";
import { deleteServicePrincipal } from "./service-principals.ts";
import type { DirectoryState } from "./state.ts";

/** A managed identity is a service principal without an application of the tenant. */
export function addManagedIdentity(
  state: DirectoryState,
  request: { readonly name: string },
): { readonly clientId: string; readonly principalId: string } {
  const clientId = randomUUID();
  const principalId = randomUUID();
  state.servicePrincipals.set(principalId, {
    objectId: principalId,
    clientId,
    displayName: request.name,
    type: "ManagedIdentity",
    enabled: true,
    appRoleAssignmentRequired: false,
    owners: [],
    declared: { clientId },
  });
  return { clientId, principalId };
}

export function removeManagedIdentity(state: DirectoryState, principalId: string): void {
  if (state.servicePrincipals.get(principalId)?.type === "ManagedIdentity") {
    deleteServicePrincipal(state, principalId);
  }
}

/** Object id of the managed identity with this client id. */
export function managedIdentityPrincipal(state: DirectoryState, clientId: string): string | undefined {
  return [...state.servicePrincipals.values()].find(
    (principal) => principal.type === "ManagedIdentity" && principal.clientId === clientId,
  )?.objectId;
}
