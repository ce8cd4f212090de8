import { assignedRoles } from "../directory/app-role-assignments.ts";
import { publishedApplication } from "../directory/published-application.ts";
import { findServicePrincipalByClientId, type DirectoryState } from "../directory/state.ts";
import { appOnlyClaims, delegatedClaims, type Claims, type ClientProof } from "./claims.ts";
import { grantedScopes } from "./consent.ts";
import { clientIdOfIndicator, splitScopeText } from "./internal-scopes.ts";
import type { TenantUrls } from "./tenant-urls.ts";

/** What oidc-provider knows of a token that it is about to sign. */
export type IssuedToken = {
  readonly clientId: string;
  readonly indicator: string;
  /** scope texts as requested, without what belongs to other resources */
  readonly scope: string;
  /** undefined: app-only */
  readonly userId: string | undefined;
  readonly sessionId: string;
  readonly clientProof: ClientProof;
  readonly issuedAt: number;
  readonly expiresAt: number;
};

export type AccessToken = { readonly header: Claims; readonly payload: Claims };

/** The access token as Entra would write it. contract: entra A8, B7 */
export function accessTokenOf(
  state: DirectoryState,
  urls: TenantUrls,
  kid: string,
  token: IssuedToken,
): AccessToken {
  const resource = publishedApplication(state, clientIdOfIndicator(token.indicator));
  const principal = resource && findServicePrincipalByClientId(state, resource.clientId);
  const client = publishedApplication(state, token.clientId);
  const clientPrincipal = findServicePrincipalByClientId(state, token.clientId);
  if (!resource || !principal || !client || !clientPrincipal) {
    throw new Error("a token was asked for after its application had gone");
  }
  const texts = token.scope.split(" ").filter((text) => text !== "");
  const facts = {
    urls,
    resource,
    resourceName: splitScopeText(texts[0] ?? "").name,
    clientId: token.clientId,
    clientProof: token.clientProof,
    issuedAt: token.issuedAt,
    expiresAt: token.expiresAt,
  };
  const isV2 = resource.manifest.accessTokenVersion === 2;
  const header = isV2 ? { typ: "JWT" } : { typ: "JWT", x5t: kid };
  const user = token.userId === undefined ? undefined : state.users.get(token.userId);
  if (!user) {
    const roles = assignedRoles(state, clientPrincipal.objectId, principal.objectId);
    return { header, payload: appOnlyClaims({ ...facts, roles, principalId: clientPrincipal.objectId }) };
  }
  const granted = grantedScopes(
    state,
    { client, userId: user.objectId },
    { application: resource, principal },
  );
  const payload = delegatedClaims({
    ...facts,
    user,
    scopes: scopeValues(
      texts,
      granted.map((scope) => scope.value),
    ),
    sessionId: token.sessionId,
    roles: assignedRoles(state, user.objectId, principal.objectId),
  });
  return { header, payload };
}

function scopeValues(texts: readonly string[], granted: readonly string[]): readonly string[] {
  const values = texts.flatMap((text) => {
    const { value } = splitScopeText(text);
    return value === ".default" ? granted : [value];
  });
  return [...new Set(values)];
}
