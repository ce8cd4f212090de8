import { badRequest } from "./graph-error.ts";
import { isGuid } from "./ids.ts";
import { resourceNotFound } from "./graph-error.ts";
import type { Application, DirectoryState } from "./state.ts";

export function addIdentifierUri(state: DirectoryState, objectId: string, uri: string): Application {
  const application = state.applications.get(objectId);
  if (!application) throw resourceNotFound(objectId);
  if (application.identifierUris.includes(uri)) {
    throw badRequest(`The application ${objectId} has the identifier URI ${uri} already.`);
  }
  refuseTakenIdentifierUri(state, uri, objectId);
  refuseUnverifiedIdentifierUri(state, application, uri);
  const updated = { ...application, identifierUris: [...application.identifierUris, uri] };
  state.applications.set(objectId, updated);
  return updated;
}

export function removeIdentifierUri(state: DirectoryState, objectId: string, uri: string): void {
  const application = state.applications.get(objectId);
  if (!application) return;
  state.applications.set(objectId, {
    ...application,
    identifierUris: application.identifierUris.filter((other) => other !== uri),
  });
}

/** Unique in the tenant, applications in the recycle bin included. */
export function refuseTakenIdentifierUri(state: DirectoryState, uri: string, ownerObjectId?: string): void {
  for (const other of [...state.applications.values(), ...state.deletedApplications.values()]) {
    if (other.objectId !== ownerObjectId && other.identifierUris.includes(uri)) {
      throw badRequest("Another object with the same value for property identifierUris already exists.");
    }
  }
}

/**
 * Since 2025 the default policy of a tenant wants a verified domain, the tenant id or the app id in the URI; applications
 * with token version 2 are exempt. contract: entra A2
 */
function refuseUnverifiedIdentifierUri(state: DirectoryState, application: Application, uri: string): void {
  if (application.manifest.accessTokenVersion === 2) return;
  const authority = URL.parse(uri)?.host ?? "";
  const verified =
    authority === application.clientId ||
    authority === state.tenantId ||
    authority === state.tenantDomain ||
    uri.split("/").some((part) => isGuid(part) && (part === application.clientId || part === state.tenantId));
  if (!verified) {
    throw badRequest(
      `Failed to add identifier URI ${uri}. All newly added URIs must contain a tenant verified domain, tenant ID, or app ID.`,
    );
  }
}
