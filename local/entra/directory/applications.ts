import { randomUUID } from "node:crypto";
import { sameValue, type Properties } from "../../provider/values.ts";
import { badRequest, resourceNotFound } from "./graph-error.ts";
import { refuseTakenIdentifierUri } from "./identifier-uris.ts";
import { readManifest, texts } from "./manifest.ts";
import { deleteServicePrincipal } from "./service-principals.ts";
import { hasPrincipal, type Application, type DirectoryState } from "./state.ts";

export function createApplication(state: DirectoryState, declared: Properties): Application {
  const manifest = readManifest(declared);
  if (declared["preventDuplicateNames"] === true) refuseTakenName(state, manifest.displayName);
  refuseUnknownOwners(state, manifest.owners);
  refuseInsecureRedirectUris(manifest.redirectUris);
  const identifierUris = texts(declared["identifierUris"]);
  for (const uri of identifierUris) refuseTakenIdentifierUri(state, uri);
  const application: Application = {
    objectId: randomUUID(),
    clientId: randomUUID(),
    declared,
    manifest,
    identifierUris,
    passwords: [],
    federatedCredentials: [],
    preAuthorized: [],
  };
  state.applications.set(application.objectId, application);
  return application;
}

/** The URI list is sent only when its declaration changed, so that ApplicationIdentifierUri survives. contract: entra A2 */
export function updateApplication(
  state: DirectoryState,
  objectId: string,
  declared: Properties,
  previous: Properties,
): Application {
  const application = getApplication(state, objectId);
  const manifest = readManifest(declared);
  refuseUnknownOwners(state, manifest.owners);
  refuseInsecureRedirectUris(manifest.redirectUris);
  const sendsUris = !sameValue(declared["identifierUris"] ?? [], previous["identifierUris"] ?? []);
  const identifierUris = sendsUris ? texts(declared["identifierUris"]) : application.identifierUris;
  for (const uri of identifierUris) refuseTakenIdentifierUri(state, uri, objectId);
  return replaceApplication(state, { ...application, declared, manifest, identifierUris });
}

/**
 * Soft delete: the application moves to the recycle bin, its service principal and its grants go. Its identifier URIs
 * stay taken, as in Entra. contract: entra A11
 */
export function deleteApplication(state: DirectoryState, objectId: string): void {
  const application = state.applications.get(objectId);
  if (!application) return;
  for (const principal of state.servicePrincipals.values()) {
    if (principal.clientId === application.clientId) deleteServicePrincipal(state, principal.objectId);
  }
  state.applications.delete(objectId);
  state.deletedApplications.set(objectId, application);
}

function getApplication(state: DirectoryState, objectId: string): Application {
  const application = state.applications.get(objectId);
  if (!application) throw resourceNotFound(objectId);
  return application;
}

function replaceApplication(state: DirectoryState, application: Application): Application {
  state.applications.set(application.objectId, application);
  return application;
}

function refuseTakenName(state: DirectoryState, displayName: string): void {
  for (const other of state.applications.values()) {
    if (other.manifest.displayName === displayName) {
      throw badRequest(
        `An existing application with name "${displayName}" (object id ${other.objectId}) was found and ` +
          "'preventDuplicateNames' is true.",
      );
    }
  }
}

/** The provider lets http through, Graph only for this machine. */
function refuseInsecureRedirectUris(uris: readonly string[]): void {
  for (const uri of uris) {
    const url = URL.parse(uri);
    if (url?.protocol === "http:" && !["localhost", "127.0.0.1"].includes(url.hostname)) {
      throw badRequest(
        `Invalid value specified for property 'redirectUris' of resource 'Web': ${uri} must start with https, or with http://localhost.`,
      );
    }
  }
}

function refuseUnknownOwners(state: DirectoryState, owners: readonly string[]): void {
  for (const owner of owners) {
    if (!hasPrincipal(state, owner)) throw resourceNotFound(owner);
  }
}
