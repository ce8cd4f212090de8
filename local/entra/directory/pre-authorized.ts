import { badRequest, resourceNotFound } from "./graph-error.ts";
import type { DirectoryState, PreAuthorization } from "./state.ts";

/** Adds or replaces what `clientId` gets without consent. contract: entra A6 */
export function setPreAuthorization(
  state: DirectoryState,
  objectId: string,
  authorization: PreAuthorization,
): void {
  const application = state.applications.get(objectId);
  if (!application) throw resourceNotFound(objectId);
  for (const permissionId of authorization.permissionIds) {
    if (!application.manifest.scopes.some((scope) => scope.id === permissionId)) {
      throw badRequest(
        `Property api.preAuthorizedApplications.delegatedPermissionIds references the permission ${permissionId}, ` +
          `which the application ${objectId} does not publish.`,
      );
    }
  }
  const others = application.preAuthorized.filter((other) => other.clientId !== authorization.clientId);
  state.applications.set(objectId, { ...application, preAuthorized: [...others, authorization] });
}

export function removePreAuthorization(state: DirectoryState, objectId: string, clientId: string): void {
  const application = state.applications.get(objectId);
  if (!application) return;
  state.applications.set(objectId, {
    ...application,
    preAuthorized: application.preAuthorized.filter((other) => other.clientId !== clientId),
  });
}
