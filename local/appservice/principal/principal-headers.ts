import type { Tokens } from "../session/tokens.ts";
import { EMAIL_TYPE, ROLE_TYPE, typedClaims } from "./claim-types.ts";
import type { Claims } from "./principal.ts";

/** The headers that tell the app who calls. contract: easyauth 4.1 */
export function principalHeaders(claims: Claims, legacyClaims: boolean): Readonly<Record<string, string>> {
  const principal = {
    auth_typ: "aad",
    claims: typedClaims(claims, legacyClaims),
    name_typ: EMAIL_TYPE,
    role_typ: ROLE_TYPE,
  };
  return present({
    "x-ms-client-principal": Buffer.from(JSON.stringify(principal)).toString("base64"),
    "x-ms-client-principal-id": headerText(claimText(claims, "oid") ?? claimText(claims, "sub")),
    "x-ms-client-principal-name": headerText(principalName(claims)),
    "x-ms-client-principal-idp": "aad",
  });
}

/** The tokens of a session, as far as the token store has them. contract: easyauth 4.1 */
export function tokenHeaders(tokens: Tokens | undefined): Readonly<Record<string, string>> {
  return present({
    "x-ms-token-aad-id-token": tokens?.idToken,
    "x-ms-token-aad-access-token": tokens?.accessToken,
    "x-ms-token-aad-expires-on": tokens?.expiresOn === undefined ? undefined : expiresOn(tokens.expiresOn),
    "x-ms-token-aad-refresh-token": tokens?.refreshToken,
  });
}

/**
 * Email or user principal name; undefined for an app that calls for itself. Azure takes the name_typ claim in all
 * captures; without an email the contract leaves it open. contract: easyauth 4.1
 */
export function principalName(claims: Claims): string | undefined {
  return ["email", "preferred_username", "upn", "unique_name"]
    .map((name) => claimText(claims, name))
    .find((value) => value !== undefined);
}

/** ISO 8601 with seven fractional digits, as .NET writes it. contract: easyauth 2.5 */
export function expiresOn(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace("Z", "0000Z");
}

function claimText(claims: Claims, name: string): string | undefined {
  const value = claims[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** UTF-8 octets in the form Node writes headers in, without control characters. */
function headerText(value: string | undefined): string | undefined {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not reach a header
  return value && Buffer.from(value.replaceAll(/[\u0000-\u001f\u007f]/g, "")).toString("latin1");
}

function present(headers: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined),
  );
}
