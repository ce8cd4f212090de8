import { createHash, randomBytes } from "node:crypto";
import type { Application, User } from "../directory/state.ts";
import { signInName } from "../directory/users.ts";
import type { TenantUrls } from "./tenant-urls.ts";

/** How the client proved who it is: none, a secret, an assertion. Values of `azpacr` and `appidacr`. contract: entra B7 */
export type ClientProof = "0" | "1" | "2";

type TokenFacts = {
  readonly urls: TenantUrls;
  /** the API the token is for */
  readonly resource: Application;
  /** the resource as the request named it: v1 tokens carry it as `aud`. contract: entra A8 */
  readonly resourceName: string;
  readonly clientId: string;
  readonly clientProof: ClientProof;
  readonly roles: readonly string[];
  /** seconds since 1970 */
  readonly issuedAt: number;
  readonly expiresAt: number;
};

export type DelegatedTokenFacts = TokenFacts & {
  readonly user: User;
  /** values of the scopes: ["user_impersonation"] */
  readonly scopes: readonly string[];
  readonly sessionId: string;
};

export type AppOnlyTokenFacts = TokenFacts & {
  /** object id of the client's service principal */
  readonly principalId: string;
};

export type Claims = Readonly<Record<string, unknown>>;

/** contract: entra B7, claim for claim */
export function delegatedClaims(facts: DelegatedTokenFacts): Claims {
  const { user, scopes, sessionId, resource } = facts;
  const common = {
    ...timeClaims(facts),
    name: user.displayName,
    oid: user.objectId,
    rh: opaque(24),
    ...roleClaims(facts.roles),
    scp: scopes.join(" "),
    sid: sessionId,
    sub: pairwiseSubject(facts.urls.tenantId, user.objectId, resource.clientId),
    tid: facts.urls.tenantId,
    uti: opaque(16),
  };
  if (resource.manifest.accessTokenVersion === 2) {
    return {
      ...v2Parties(facts),
      ...common,
      preferred_username: signInName(user),
      ver: "2.0",
    };
  }
  return {
    ...v1Parties(facts),
    ...common,
    acr: "1",
    amr: ["pwd"],
    ...(user.userType === "Guest" && user.mail !== undefined ? { email: user.mail } : {}),
    ...(user.surname === undefined ? {} : { family_name: user.surname }),
    ...(user.givenName === undefined ? {} : { given_name: user.givenName }),
    ipaddr: "127.0.0.1",
    unique_name: signInName(user),
    ...(user.userType === "Member" ? { upn: user.userPrincipalName } : {}),
    ver: "1.0",
  };
}

/** contract: entra B7: no user, no `scp`, and `roles` only when assigned */
export function appOnlyClaims(facts: AppOnlyTokenFacts): Claims {
  const isV2 = facts.resource.manifest.accessTokenVersion === 2;
  return {
    ...(isV2 ? v2Parties(facts) : { ...v1Parties(facts), idp: facts.urls.issuerV1 }),
    ...timeClaims(facts),
    oid: facts.principalId,
    rh: opaque(24),
    ...roleClaims(facts.roles),
    sub: facts.principalId,
    tid: facts.urls.tenantId,
    uti: opaque(16),
    ver: isV2 ? "2.0" : "1.0",
    ...(isV2 ? { xms_ftd: opaque(24) } : {}),
  };
}

/** What an ID token says of the user; the library adds iss, aud, exp, iat, nonce and c_hash. contract: entra B7 */
export function idTokenClaims(facts: {
  readonly user: User;
  readonly tenantId: string;
  readonly scopes: readonly string[];
  readonly sessionId: string | undefined;
  readonly roles: readonly string[];
  readonly issuedAt: number;
}): Claims {
  const { user, scopes } = facts;
  const tellsMail = user.userType === "Guest" || scopes.includes("email");
  return {
    nbf: facts.issuedAt,
    aio: opaque(48),
    ...(tellsMail && user.mail !== undefined ? { email: user.mail } : {}),
    ...(scopes.includes("profile")
      ? { name: user.displayName, oid: user.objectId, preferred_username: signInName(user) }
      : {}),
    rh: opaque(24),
    ...roleClaims(facts.roles),
    ...(facts.sessionId === undefined ? {} : { sid: facts.sessionId }),
    tid: facts.tenantId,
    uti: opaque(16),
    ver: "2.0",
  };
}

export const ID_TOKEN_CLAIMS = [
  "sub",
  "nbf",
  "aio",
  "email",
  "name",
  "oid",
  "preferred_username",
  "rh",
  "roles",
  "sid",
  "tid",
  "uti",
  "ver",
];

/** One person, another `sub` in every application. */
export function pairwiseSubject(tenantId: string, userId: string, clientId: string): string {
  return createHash("sha256")
    .update(JSON.stringify([tenantId, userId, clientId]))
    .digest("base64url");
}

function v2Parties(facts: TokenFacts): Claims {
  return {
    aud: facts.resource.clientId,
    iss: facts.urls.issuer,
    azp: facts.clientId,
    azpacr: facts.clientProof,
  };
}

function v1Parties(facts: TokenFacts): Claims {
  return {
    aud: facts.resourceName,
    iss: facts.urls.issuerV1,
    appid: facts.clientId,
    appidacr: facts.clientProof,
  };
}

function timeClaims(facts: TokenFacts): Claims {
  return { iat: facts.issuedAt, nbf: facts.issuedAt, exp: facts.expiresAt, aio: opaque(48) };
}

function roleClaims(roles: readonly string[]): Claims {
  return roles.length === 0 ? {} : { roles };
}

/** Stands for the claims that only Entra itself can read. */
function opaque(bytes: number): string {
  return randomBytes(bytes).toString("base64url");
}
