import { randomUUID } from "node:crypto";
import { badRequest, resourceNotFound, sameKeyValue } from "./graph-error.ts";
import type { Application, DirectoryState, FederatedCredential } from "./state.ts";

export type FederatedCredentialRequest = Omit<FederatedCredential, "id">;

/** contract: entra A5 */
const MOST_CREDENTIALS = 20;

export function addFederatedCredential(
  state: DirectoryState,
  objectId: string,
  request: FederatedCredentialRequest,
): FederatedCredential {
  const application = state.applications.get(objectId);
  if (!application) throw resourceNotFound(objectId);
  if (application.federatedCredentials.length >= MOST_CREDENTIALS) {
    throw badRequest(`An application can have ${MOST_CREDENTIALS} federated identity credentials at most.`);
  }
  refuseSameSubject(application, request, undefined);
  const credential = { id: randomUUID(), ...request };
  state.applications.set(objectId, {
    ...application,
    federatedCredentials: [...application.federatedCredentials, credential],
  });
  return credential;
}

export function updateFederatedCredential(
  state: DirectoryState,
  objectId: string,
  id: string,
  request: FederatedCredentialRequest,
): FederatedCredential {
  const application = state.applications.get(objectId);
  if (!application?.federatedCredentials.some((credential) => credential.id === id))
    throw resourceNotFound(id);
  refuseSameSubject(application, request, id);
  const updated = { id, ...request };
  state.applications.set(objectId, {
    ...application,
    federatedCredentials: application.federatedCredentials.map((credential) =>
      credential.id === id ? updated : credential,
    ),
  });
  return updated;
}

export function removeFederatedCredential(state: DirectoryState, objectId: string, id: string): void {
  const application = state.applications.get(objectId);
  if (!application) return;
  state.applications.set(objectId, {
    ...application,
    federatedCredentials: application.federatedCredentials.filter((credential) => credential.id !== id),
  });
}

function refuseSameSubject(
  application: Application,
  request: FederatedCredentialRequest,
  ownId: string | undefined,
): void {
  for (const other of application.federatedCredentials) {
    if (other.id === ownId) continue;
    if (other.displayName === request.displayName) {
      throw sameKeyValue(`FederatedIdentityCredential with name ${request.displayName} already exists.`);
    }
    if (other.issuer === request.issuer && other.subject === request.subject) {
      throw badRequest("The combination of issuer and subject must be unique on the application.");
    }
  }
}
