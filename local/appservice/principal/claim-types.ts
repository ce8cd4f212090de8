import type { Claims } from "./principal.ts";

const SOAP = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const MICROSOFT = "http://schemas.microsoft.com";

export const EMAIL_TYPE = `${SOAP}/emailaddress`;
export const ROLE_TYPE = `${MICROSOFT}/ws/2008/06/identity/claims/role`;

/** Short claim names to long ones; what is not here keeps its name. contract: easyauth 4.2 */
const LONG_TYPES: ReadonlyMap<string, string> = new Map([
  ["oid", `${MICROSOFT}/identity/claims/objectidentifier`],
  ["tid", `${MICROSOFT}/identity/claims/tenantid`],
  ["sub", `${SOAP}/nameidentifier`],
  ["email", EMAIL_TYPE],
  ["idp", `${MICROSOFT}/identity/claims/identityprovider`],
  // not observed: .NET's inbound map, which the observed ones agree with
  ["scp", `${MICROSOFT}/identity/claims/scope`],
  ["upn", `${SOAP}/upn`],
  ["given_name", `${SOAP}/givenname`],
  ["family_name", `${SOAP}/surname`],
  ["unique_name", `${SOAP}/name`],
  ["amr", `${MICROSOFT}/claims/authnmethodsreferences`],
  ["acr", `${MICROSOFT}/claims/authnclassreference`],
]);

export type TypedClaim = { readonly typ: string; readonly val: string };

/** The token's claims in the token's order, one entry per value of a list, every value a string. */
export function typedClaims(claims: Claims, legacyClaims: boolean): readonly TypedClaim[] {
  return Object.entries(claims).flatMap(([name, value]) => {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((item) => ({ typ: claimType(name, legacyClaims), val: text(item) }));
  });
}

/** The legacy map leaves roles as they are, although role_typ names the URI. contract: easyauth 1.6, 4.2 */
function claimType(name: string, legacyClaims: boolean): string {
  if (name === "roles" && !legacyClaims) return ROLE_TYPE;
  return LONG_TYPES.get(name) ?? name;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
