import { createHash, randomBytes } from "node:crypto";
import type { Claims } from "../principal/principal.ts";
import type { EasyAuth, Provider } from "../settings.ts";

/** Who is signed in, as the session cookie carries it. Times in milliseconds since 1970. */
export type Session = {
  readonly id: string;
  readonly claims: Claims;
  readonly expires: number;
  /** see `restsOn` */
  readonly basis: string;
};

/**
 * Opens a session. It ends a fixed time after the sign-in, however much it is used (contract: easyauth 1.4, sliding
 * or absolute is unknown), or with the ID token.
 */
export function startSession(
  claims: Claims,
  provider: Provider,
  sessionMs: EasyAuth["sessionMs"],
  now: number,
  id: string = randomBytes(16).toString("hex"),
): Session {
  const tokenEnds = typeof claims["exp"] === "number" ? claims["exp"] * 1000 : now;
  const expires = sessionMs === undefined ? tokenEnds : now + sessionMs;
  return { id, claims, expires, basis: restsOn(provider) };
}

/**
 * What a session rests on: the registration and the tenant it was signed in with. While they stay, it survives every
 * change of the declaration (a new secret, another policy, new code), as on Azure; the policy is judged anew on each
 * request.
 */
export function restsOn(provider: Provider): string {
  return createHash("sha256").update(`${provider.openIdIssuer}\n${provider.clientId}`).digest("base64url");
}
