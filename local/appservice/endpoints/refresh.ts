import { empty, type Answer } from "../door/answer.ts";
import { graceOf, usableProvider, type Door } from "../door/door.ts";
import type { DoorRequest } from "../door/door-request.ts";
import { refusalPage } from "../door/pages.ts";
import { principalName } from "../principal/principal-headers.ts";
import { forbidden } from "../rules/authorization-policy.ts";
import { isBrowser } from "../rules/browser.ts";
import { refuse, type Refusal } from "../rules/refusal.ts";
import { readSessionCookie, setSessionCookies } from "../session/cookies.ts";
import { startSession, type Session } from "../session/session.ts";
import type { SignIn } from "../session/tokens.ts";
import { isUnreachable, whyFailed } from "../signin/why-failed.ts";

/**
 * GET <prefix>/refresh: new tokens for the session, also some hours after it ended. Takes the cookie or X-ZUMO-AUTH;
 * a bearer token is no session. contract: easyauth 2.6
 */
export async function refresh(request: DoorRequest, door: Door): Promise<Answer> {
  const outcome = await refreshed(request, door);
  return "reason" in outcome ? refusalPage(outcome, isBrowser(request.userAgent)) : outcome;
}

async function refreshed(request: DoorRequest, door: Door): Promise<Answer | Refusal> {
  const usable = usableProvider(door);
  if (typeof usable === "string") return refuse(500, usable);
  const session = await sessionToRefresh(request, door);
  if (typeof session === "string") return refuse(401, session);
  // a policy that got stricter ends the session's life here too
  const forbiddenNow = forbidden(
    { claims: session.claims, client: usable.provider.clientId },
    usable.provider.policy,
  );
  if (forbiddenNow) return forbiddenNow;
  const tokens = door.keeper.tokensOf(session);
  if (!door.auth.tokenStore || !tokens?.refreshToken) {
    // contract: easyauth 2.6, 403.80
    return refuse(
      403,
      "no refresh token in the token store: it takes the token store and offline_access in the login scope",
    );
  }
  let signIn: SignIn;
  try {
    signIn = await usable.service.refresh(tokens.refreshToken);
  } catch (error) {
    if (isUnreachable(error)) throw error;
    // unknown; 403 as for other refreshes that cannot succeed
    return refuse(403, `the sign-in service refused the refresh: ${whyFailed(error)}`);
  }
  if (signIn.claims["sub"] !== undefined && signIn.claims["sub"] !== session.claims["sub"]) {
    return refuse(403, "the refreshed tokens are about somebody else");
  }
  const claims = signIn.claims["sub"] === undefined ? session.claims : signIn.claims;
  const renewed = startSession(claims, usable.provider, door.auth.sessionMs, Date.now(), session.id);
  door.keeper.keepTokens(renewed, { ...tokens, ...signIn.tokens }, graceOf(door.auth));
  door.log("signIn", `the tokens of ${principalName(claims) ?? "a session"} were refreshed`);
  const cookies = setSessionCookies(await door.keeper.seal("session", renewed), request.cookies);
  return empty(200, readSessionCookie(request.cookies) === undefined ? [] : cookies);
}

async function sessionToRefresh(request: DoorRequest, door: Door): Promise<Session | string> {
  const { provider } = door.auth;
  const zumo = request.headers["x-zumo-auth"];
  const sealed =
    typeof zumo === "string"
      ? await door.keeper.readAuthenticationToken(zumo)
      : readSessionCookie(request.cookies);
  if (!provider || sealed === undefined) {
    return request.headers.authorization === undefined
      ? "nobody is signed in"
      : "a bearer token is no session; forward the session cookie instead";
  }
  return door.keeper.read(sealed, provider, Date.now(), graceOf(door.auth));
}
