import { fragmentPage, refusalPage } from "../door/pages.ts";
import { redirect, type Answer } from "../door/answer.ts";
import { usableProvider, type Door } from "../door/door.ts";
import type { DoorRequest } from "../door/door-request.ts";
import { isBrowser } from "../rules/browser.ts";
import { refuse } from "../rules/refusal.ts";
import { NONCE_COOKIE, setCookie } from "../session/cookies.ts";
import { newNonce } from "../session/nonce.ts";
import { authorizeParameters, stateFor } from "../signin/authorize-request.ts";

/** What the Nonce cookie holds, sealed, until the callback. */
export type PendingSignIn = { readonly nonce: string; readonly sessionMode: "cookie" | "token" };

export type SignInStart = {
  /** path on this site, or absolute URL, to end at; judged before it gets here */
  readonly target: string;
  /** parameters for the authorize URL that the person's link brought along. contract: easyauth 2.2 */
  readonly forwarded?: URLSearchParams;
  readonly sessionMode?: PendingSignIn["sessionMode"];
  /** 1 unless earlier ones came to nothing */
  readonly attempt?: number;
};

/**
 * Sends the browser straight to the authorize URL, with the Nonce cookie (contract: easyauth 0.7, 2.2), by script
 * where fragments are to survive. Throws when the sign-in service does not answer.
 */
export async function startSignIn(request: DoorRequest, door: Door, start: SignInStart): Promise<Answer> {
  const usable = usableProvider(door);
  if (typeof usable === "string") return refusalPage(refuse(500, usable), isBrowser(request.userAgent));

  const nonce = newNonce(Date.now());
  const pending: PendingSignIn = { nonce, sessionMode: start.sessionMode ?? "cookie" };
  const cookies = [setCookie(NONCE_COOKIE, await door.keeper.seal("nonce", pending))];
  const url = new URL((await usable.service.endpoints()).authorize);
  const parameters = authorizeParameters(
    {
      redirectUri: callbackUrl(request, door),
      nonce,
      state: stateFor(start.target, start.attempt),
      forwarded: start.forwarded ?? new URLSearchParams(),
    },
    usable.provider,
  );
  url.search = parameters.toString();
  return door.auth.preserveFragments ? fragmentPage(url.href, cookies) : redirect(url.href, cookies);
}

export function callbackUrl(request: DoorRequest, door: Door): string {
  return `${request.origin}${door.auth.prefix}/login/aad/callback`;
}
