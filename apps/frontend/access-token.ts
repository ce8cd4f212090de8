import type { IncomingHttpHeaders } from "node:http";

/** The access token that the token store holds for the signed-in person. contract: easyauth 4.1 */
export type AccessToken = {
  readonly value: string;
  /** when it expires; undefined: the platform does not say */
  readonly expiresAt: Date | undefined;
};

/**
 * @returns undefined when the platform passes no access token on: its token store is off, it has no client secret,
 * or this instance lost the store.
 */
export function readAccessToken(headers: IncomingHttpHeaders): AccessToken | undefined {
  const value = headers["x-ms-token-aad-access-token"];
  if (typeof value !== "string" || value === "") return undefined;
  const expiresOn = headers["x-ms-token-aad-expires-on"];
  const time = typeof expiresOn === "string" ? Date.parse(expiresOn) : Number.NaN;
  return { value, expiresAt: Number.isNaN(time) ? undefined : new Date(time) };
}

/** Whether the token is too old to be sent: expired, or so soon that it might expire on the way. */
export function isExpired(token: AccessToken, now: Date): boolean {
  const onTheWayMs = 30_000;
  return token.expiresAt !== undefined && token.expiresAt.getTime() <= now.getTime() + onTheWayMs;
}
