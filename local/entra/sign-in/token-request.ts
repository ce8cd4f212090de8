import { createHash } from "node:crypto";
import { isAssigned } from "../directory/app-role-assignments.ts";
import { findServicePrincipalByClientId, type Application, type DirectoryState } from "../directory/state.ts";
import { missingConsent } from "./consent.ts";
import type { Fields } from "./http.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { consentRequired, parameterMissing } from "./refusals.ts";
import { readScopes, type RequestedResource, type RequestedScopes } from "./requested-scopes.ts";
import {
  applicationNotAssigned,
  codeRedeemed,
  codeRedirectMismatch,
  codeVerifierMismatch,
  grantExpired,
  grantMalformed,
  grantOfAnotherClient,
  notDefaultScope,
  scopesOfTwoResources,
  userGone,
} from "./token-refusals.ts";

/** What is known of a code or a refresh token that a client presents. */
export type PresentedGrant = {
  readonly clientId: string | undefined;
  readonly userId: string;
  /** as the application asked for it at the authorize endpoint */
  readonly scope: string;
  readonly isExpired: boolean;
  readonly isRedeemed: boolean;
  readonly redirectUri?: string | undefined;
  readonly codeChallenge?: string | undefined;
};

/** contract: entra B8 */
export function checkCode<Code extends PresentedGrant>(
  client: Application,
  form: Fields,
  code: Code | undefined,
): Code | Refusal {
  if (form["code"] === undefined) return parameterMissing("code");
  if (form["redirect_uri"] === undefined) return parameterMissing("redirect_uri");
  if (!code) return grantMalformed("the code is none of this tenant's");
  if (code.clientId !== client.clientId) return grantOfAnotherClient();
  if (code.isRedeemed) return codeRedeemed();
  if (code.isExpired) return grantExpired();
  if (code.redirectUri !== form["redirect_uri"]) return codeRedirectMismatch();
  return isVerified(code.codeChallenge, form["code_verifier"]) ? code : codeVerifierMismatch();
}

export function checkRefreshToken<Token extends PresentedGrant>(
  client: Application,
  form: Fields,
  token: Token | undefined,
): Token | Refusal {
  if (form["refresh_token"] === undefined) return parameterMissing("refresh_token");
  if (!token) return grantMalformed("the refresh token is none of this tenant's");
  if (token.clientId !== client.clientId) return grantOfAnotherClient();
  return token.isExpired ? grantExpired() : token;
}

/** Scopes of one resource: what a token request asks for. */
export type TokenScopes = {
  readonly oidc: RequestedScopes["oidc"];
  readonly resources: readonly [RequestedResource];
};

/**
 * The scopes a code or refresh token is exchanged for: those of the sign-in, or those the request names, which may be
 * of another resource. Whether the user still grants them is looked up again. contract: entra B5
 */
export function scopesOfGrant(
  state: DirectoryState,
  client: Application,
  grant: PresentedGrant,
  requestedScope: string | undefined,
): TokenScopes | Refusal {
  if (!state.users.has(grant.userId)) return userGone(state.tenantDomain);
  const scopes = readScopes(state, client, requestedScope ?? grant.scope);
  if (isRefusal(scopes)) return scopes;
  if (requestedScope !== undefined && scopes.resources.length > 1)
    return scopesOfTwoResources(requestedScope);
  const [resource] = scopes.resources;
  const missing = missingConsent(state, { client, userId: grant.userId }, [resource]);
  return missing.length > 0 ? consentRequired(client) : { oidc: scopes.oidc, resources: [resource] };
}

/** client_credentials: one resource, `.default`, and assigned where the resource asks for it. contract: entra A7, B5 */
export function checkClientCredentials(
  state: DirectoryState,
  client: Application,
  { scope = "" }: Fields,
): RequestedResource | Refusal {
  const scopes = readScopes(state, client, scope);
  if (isRefusal(scopes)) return scopes;
  const [resource, ...others] = scopes.resources;
  if (others.length > 0) return scopesOfTwoResources(scope);
  if (!resource.isDefault || scopes.oidc.length > 0) return notDefaultScope(scope);
  const clientId = findServicePrincipalByClientId(state, client.clientId)?.objectId ?? "";
  const { principal, application } = resource;
  if (principal.appRoleAssignmentRequired && !isAssigned(state, clientId, principal.objectId)) {
    return applicationNotAssigned(client, application);
  }
  return resource;
}

function isVerified(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined) return true;
  if (verifier === undefined) return false;
  return createHash("sha256").update(verifier).digest("base64url") === challenge;
}
