import type { Claim } from "./principal.ts";

/** For tests: an X-MS-CLIENT-PRINCIPAL header as the platform writes it. contract: easyauth 4.2 */
export function principalHeader(claims: readonly (readonly [typ: string, val: string])[]): string {
  return Buffer.from(
    JSON.stringify({
      auth_typ: "aad",
      claims: claims.map(([typ, val]): Claim => ({ typ, val })),
      name_typ: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
      role_typ: "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    }),
  ).toString("base64");
}

/** For tests: the header of a person who is signed in. */
export const adaHeader = principalHeader([
  ["aud", "52341723-9883-494f-91fe-755b93e52420"],
  ["name", "Ada Lovelace"],
  ["preferred_username", "ada@contoso.com"],
]);
