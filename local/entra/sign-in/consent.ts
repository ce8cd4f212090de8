import { findServicePrincipalByClientId } from "../directory/state.ts";
import type { Application, DirectoryState, Scope, ServicePrincipal } from "../directory/state.ts";
import { isOidcScope, type RequestedResource } from "./requested-scopes.ts";

/** `userId` undefined: what holds for every user */
export type Party = { readonly client: Application; readonly userId: string | undefined };

export type MissingConsent = {
  readonly resource: RequestedResource;
  readonly scopes: readonly Scope[];
};

/**
 * The scopes of a resource that the client has for this user: pre-authorised, granted for all users by an admin, or
 * accepted by the user. contract: entra A6
 */
export function grantedScopes(
  state: DirectoryState,
  party: Party,
  resource: { readonly application: Application; readonly principal: ServicePrincipal },
): readonly Scope[] {
  const { client, userId } = party;
  const clientPrincipal = findServicePrincipalByClientId(state, client.clientId);
  const preAuthorizations = resource.application.preAuthorized.filter(
    (authorization) => authorization.clientId === client.clientId,
  );
  const grants = [...state.permissionGrants.values()].filter(
    (grant) =>
      grant.clientId === clientPrincipal?.objectId &&
      grant.resourceId === resource.principal.objectId &&
      (grant.userId === undefined || grant.userId === userId),
  );
  return resource.application.manifest.scopes.filter(
    (scope) =>
      scope.enabled &&
      (preAuthorizations.some((authorization) => authorization.permissionIds.includes(scope.id)) ||
        grants.some((grant) => grant.scopes.includes(scope.value))),
  );
}

/**
 * What the user has yet to accept. Chosen here: openid, profile, email and offline_access count as accepted, as in a
 * tenant whose admin has consented to the sign-in permissions; a first sign-in asks only for what an API wants.
 */
export function missingConsent(
  state: DirectoryState,
  party: Party,
  resources: readonly RequestedResource[],
): readonly MissingConsent[] {
  return resources.flatMap((resource) => {
    const granted = grantedScopes(state, party, resource);
    const scopes = wantedScopes(party.client, resource).filter(
      (scope) => !isOidcScope(scope.value) && !granted.some((other) => other.id === scope.id),
    );
    return scopes.length > 0 ? [{ resource, scopes }] : [];
  });
}

/** `.default` stands for what the client's registration lists for the resource. */
export function wantedScopes(client: Application, resource: RequestedResource): readonly Scope[] {
  if (!resource.isDefault) return resource.scopes;
  const listed = client.manifest.requiredResourceAccesses.filter(
    (access) => access.resourceAppId === resource.application.clientId,
  );
  return resource.application.manifest.scopes.filter(
    (scope) => scope.enabled && listed.some((access) => access.permissionIds.includes(scope.id)),
  );
}
