import { decodeJwt } from "jose";
import { authenticate } from "../door/authenticate.ts";
import { redirect, type Answer } from "../door/answer.ts";
import { graceOf, usableProvider, type Door } from "../door/door.ts";
import type { DoorRequest } from "../door/door-request.ts";
import type { Link } from "../door/page.ts";
import { refusalPage } from "../door/pages.ts";
import { principalName } from "../principal/principal-headers.ts";
import { forbidden } from "../rules/authorization-policy.ts";
import { isBrowser } from "../rules/browser.ts";
import { redirectTarget } from "../rules/redirect-target.ts";
import { refuse, type Refusal } from "../rules/refusal.ts";
import { deleteCookie, NONCE_COOKIE, setSessionCookies } from "../session/cookies.ts";
import { nonceTime } from "../session/nonce.ts";
import { sessionIdHash } from "../session/session-keeper.ts";
import { startSession } from "../session/session.ts";
import type { SignIn } from "../session/tokens.ts";
import { readState } from "../signin/authorize-request.ts";
import { isUnreachable, whyFailed } from "../signin/why-failed.ts";
import { callbackUrl, startSignIn, type PendingSignIn } from "./start-sign-in.ts";

/** A browser that comes back this often without a usable answer is not sent away again. */
const MOST_ATTEMPTS = 3;

const NO_NONCE =
  "this browser has not begun a sign-in here, or keeps no Secure cookies for http://*.localhost (no Nonce cookie)";

/** POST <prefix>/login/aad/callback: the sign-in service's answer, brought by the browser. contract: easyauth 2.3 */
export async function callback(request: DoorRequest, door: Door): Promise<Answer> {
  const browser = isBrowser(request.userAgent);
  const usable = usableProvider(door);
  if (typeof usable === "string") return refusalPage(refuse(500, usable), browser);
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) {
    return refusalPage(
      refuse(401, "the callback takes a form, as response_mode=form_post sends it"),
      browser,
    );
  }
  const form = new URLSearchParams(await request.body());
  const error = form.get("error");
  if (error !== null) {
    // contract: easyauth 2.3, the status is not stated; 401 is its suggestion
    const description = form.get("error_description") ?? "";
    return refusalPage(
      refuse(401, `the sign-in service answered ${error}: ${description}`.slice(0, 600)),
      browser,
      againAt(door),
    );
  }
  const state = readState(form.get("state") ?? "");
  const target = redirectTarget(
    state.target ?? `${door.auth.prefix}/login/done`,
    request.origin,
    door.auth.externalRedirects,
  );
  if (typeof target !== "string") return refusalPage(target, browser);

  const idToken = form.get("id_token") ?? "";
  const pending = await pendingSignIn(request, door, idToken);
  if (typeof pending === "string") {
    return signInAgain(pending, { target, attempt: state.attempt + 1 }, request, door);
  }

  let signIn: SignIn;
  try {
    signIn = await usable.service.redeem(callbackUrl(request, door), form, pending.nonce);
  } catch (failure) {
    if (isUnreachable(failure)) throw failure;
    const why = `the sign-in could not be completed: ${whyFailed(failure)}`;
    return refusalPage(refuse(401, why), browser, againAt(door));
  }
  const refused = forbidden(
    { claims: signIn.claims, client: usable.provider.clientId },
    usable.provider.policy,
  );
  if (refused) {
    return refusalPage(refused, browser, { text: "Sign out", href: `${door.auth.prefix}/logout` });
  }
  return finishSignIn(signIn, pending, target, request, door);
}

/** The sign-in this browser began; a sentence when there is none that the answer could belong to. */
async function pendingSignIn(
  request: DoorRequest,
  door: Door,
  idToken: string,
): Promise<PendingSignIn | string> {
  const { validate, lifetimeMs } = door.auth.nonce;
  const answered = nonceIn(idToken);
  const sealed = request.cookies.get(NONCE_COOKIE);
  const pending =
    sealed === undefined
      ? undefined
      : ((await door.keeper.open("nonce", sealed)) as PendingSignIn | undefined);
  if (!validate) return { nonce: answered ?? "", sessionMode: pending?.sessionMode ?? "cookie" };

  if (!pending) return NO_NONCE;
  if (pending.nonce !== answered) return "the answer belongs to another sign-in (nonce)";
  const began = nonceTime(pending.nonce) ?? 0;
  const now = Date.now();
  if (now > began + lifetimeMs) return "the sign-in took longer than nonceExpirationInterval";
  if (!door.keeper.useNonce(pending.nonce, began + lifetimeMs)) return "the answer was used before (nonce)";
  return pending;
}

/**
 * Too late, or overtaken by a sign-in in another tab: begins again instead of showing an error (contract: easyauth
 * 1.4), unless somebody is signed in already or it leads nowhere.
 */
async function signInAgain(
  why: string,
  start: { readonly target: string; readonly attempt: number },
  request: DoorRequest,
  door: Door,
): Promise<Answer> {
  const { target, attempt } = start;
  const sender = await authenticate(request, door.auth.provider, door.service, door.keeper);
  if (sender.kind === "principal") return redirect(target);
  if (attempt > MOST_ATTEMPTS) {
    const refusal = refuse(401, `${why}; tried ${MOST_ATTEMPTS} times`);
    return refusalPage(refusal, isBrowser(request.userAgent), againAt(door));
  }
  door.log("signIn", `sign-in begins again: ${why}`);
  const local = target.startsWith(`${request.origin}/`) ? target.slice(request.origin.length) : target;
  return startSignIn(request, door, { target: local, attempt });
}

async function finishSignIn(
  signIn: SignIn,
  pending: PendingSignIn,
  target: string,
  request: DoorRequest,
  door: Door,
): Promise<Answer> {
  const { auth, keeper } = door;
  if (!auth.provider) throw new Error("a sign-in finished without a provider");
  const now = Date.now();
  keeper.forget(now);
  const session = startSession(signIn.claims, auth.provider, auth.sessionMs, now);
  const cleared = [deleteCookie(NONCE_COOKIE)];
  const sessionCookies =
    pending.sessionMode === "token"
      ? []
      : setSessionCookies(await keeper.seal("session", session), request.cookies);
  if (!sessionCookies) {
    const tooLarge: Refusal = refuse(500, "the claims do not fit a cookie: too many groups or roles");
    return refusalPage(tooLarge, isBrowser(request.userAgent));
  }
  if (auth.tokenStore) keeper.keepTokens(session, signIn.tokens, graceOf(auth));
  door.log("signIn", `${principalName(signIn.claims) ?? "somebody"} signed in`);
  if (pending.sessionMode === "cookie") return redirect(target, [...sessionCookies, ...cleared]);

  // contract: easyauth 2.2, session_mode=token
  const user = { userId: `sid:${sessionIdHash(session)}` };
  const token = { authenticationToken: await keeper.authenticationToken(session, request.origin), user };
  const url = new URL(target);
  url.hash = `token=${encodeURIComponent(JSON.stringify(token))}`;
  return redirect(url.href, cleared);
}

/** Back to the root: where the person wanted to go stands in the answer, which is not to be trusted. */
function againAt({ auth }: Door): Link {
  return { text: "Sign in again", href: `${auth.prefix}/login/aad?post_login_redirect_uri=%2F` };
}

/** Read before it is verified, only to tell a mix-up from an attack; the verification compares it again. */
function nonceIn(idToken: string): string | undefined {
  try {
    const { nonce } = decodeJwt(idToken);
    return typeof nonce === "string" ? nonce : undefined;
  } catch {
    return undefined;
  }
}
