import type { Principal } from "./principal.ts";

/** Who calls, in the words of the token's claims. A claim that the token lacks is undefined. */
export type Caller = {
  readonly displayName: string;
  /** how the person signs in: "ada@contoso.com" */
  readonly userPrincipalName: string | undefined;
  readonly objectId: string | undefined;
  readonly tenantId: string | undefined;
  /** the client application that asked for the token (azp, in v1 tokens appid) */
  readonly clientApplicationId: string | undefined;
  /** client id or URI that the token is for */
  readonly audience: string | undefined;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
};

// The platform maps some claims to URIs and which ones depends on its settings, so each is looked for under both
// names. `unique_name` becomes `.../claims/name`: a user name, not the display name. contract: easyauth 4.2
const types = {
  name: ["name"],
  userName: [
    "preferred_username",
    "upn",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn",
    "unique_name",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
    "email",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
  ],
  objectId: ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"],
  tenantId: ["tid", "http://schemas.microsoft.com/identity/claims/tenantid"],
  client: ["azp", "appid"],
  applicationName: ["app_displayname"],
  audience: ["aud"],
  scopes: ["scp", "http://schemas.microsoft.com/identity/claims/scope"],
  roles: ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"],
} as const;

/**
 * Reads the claims of a principal. A token without a user (an application calls as itself) has no name claim: then
 * the application stands in for it.
 */
export function describeCaller(principal: Principal): Caller {
  const userPrincipalName = first(principal, types.userName);
  const clientApplicationId = first(principal, types.client);
  const objectId = first(principal, types.objectId);
  return {
    displayName:
      first(principal, types.name) ??
      userPrincipalName ??
      (principal.nameType === undefined ? undefined : first(principal, [principal.nameType])) ??
      first(principal, types.applicationName) ??
      (clientApplicationId === undefined ? undefined : `Application ${clientApplicationId}`) ??
      (objectId === undefined ? undefined : `Object ${objectId}`) ??
      "Unknown caller",
    userPrincipalName,
    objectId,
    tenantId: first(principal, types.tenantId),
    clientApplicationId,
    audience: first(principal, types.audience),
    scopes: all(principal, types.scopes).flatMap((value) => value.split(" ").filter((scope) => scope !== "")),
    roles: all(principal, types.roles),
  };
}

/** The first value of the first type that has a value: the order of `typesOfClaim` is the order of preference. */
function first(principal: Principal, typesOfClaim: readonly string[]): string | undefined {
  for (const type of typesOfClaim) {
    const claim = principal.claims.find(({ typ, val }) => typ === type && val.trim() !== "");
    if (claim !== undefined) return claim.val;
  }
  return undefined;
}

function all(principal: Principal, typesOfClaim: readonly string[]): readonly string[] {
  return principal.claims.filter(({ typ }) => typesOfClaim.includes(typ)).map(({ val }) => val);
}
