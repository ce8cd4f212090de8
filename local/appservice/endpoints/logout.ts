import { redirect, type Answer } from "../door/answer.ts";
import { graceOf, type Door } from "../door/door.ts";
import type { DoorRequest } from "../door/door-request.ts";
import { refusalPage } from "../door/pages.ts";
import type { Authentication } from "../principal/principal.ts";
import { principalName } from "../principal/principal-headers.ts";
import { isBrowser } from "../rules/browser.ts";
import { redirectTarget } from "../rules/redirect-target.ts";
import { deleteSessionCookies } from "../session/cookies.ts";

/**
 * GET <prefix>/logout: ends the session, forgets its tokens and signs out at the sign-in service, which sends the
 * browser back. contract: easyauth 2.7 (the URL's form is unknown; its suggestion)
 */
export async function logout(request: DoorRequest, door: Door, sender: Authentication): Promise<Answer> {
  const target = redirectTarget(
    request.query.get("post_logout_redirect_uri") || `${door.auth.prefix}/logout/complete`,
    request.origin,
    door.auth.externalRedirects,
  );
  if (typeof target !== "string") return refusalPage(target, isBrowser(request.userAgent));
  if (sender.kind === "principal" && sender.principal.session) {
    door.keeper.signOut(sender.principal.session, graceOf(door.auth));
    door.log("signIn", `${principalName(sender.principal.claims) ?? "somebody"} signed out`);
  }
  const cookies = deleteSessionCookies(request.cookies);
  const endSession = (await door.service?.endpoints())?.endSession;
  if (!endSession) return redirect(target, cookies);
  const url = new URL(endSession);
  url.searchParams.set("post_logout_redirect_uri", target);
  return redirect(url.href, cookies);
}
