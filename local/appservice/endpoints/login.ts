import { json, type Answer } from "../door/answer.ts";
import { usableProvider, type Door, graceOf } from "../door/door.ts";
import type { DoorRequest } from "../door/door-request.ts";
import { refusalPage } from "../door/pages.ts";
import { forbidden } from "../rules/authorization-policy.ts";
import { isBrowser } from "../rules/browser.ts";
import { redirectTarget } from "../rules/redirect-target.ts";
import { refuse, type Refusal } from "../rules/refusal.ts";
import { sessionIdHash } from "../session/session-keeper.ts";
import { startSession } from "../session/session.ts";
import type { Tokens } from "../session/tokens.ts";
import { authenticateBearer } from "../signin/bearer.ts";
import { startSignIn } from "./start-sign-in.ts";

/** GET <prefix>/login/aad: to the sign-in service, and back to `post_login_redirect_uri`. contract: easyauth 2.2 */
export async function login(request: DoorRequest, door: Door): Promise<Answer> {
  const asked = request.query.get("post_login_redirect_uri") ?? request.query.get("post_login_redirect_url");
  const target = redirectTarget(
    asked || `${door.auth.prefix}/login/done`,
    request.origin,
    door.auth.externalRedirects,
  );
  if (typeof target !== "string") return refusalPage(target, isBrowser(request.userAgent));
  return startSignIn(request, door, {
    target: target.startsWith(`${request.origin}/`) ? target.slice(request.origin.length) : target,
    forwarded: request.query,
    sessionMode: request.query.get("session_mode") === "token" ? "token" : "cookie",
  });
}

/** POST <prefix>/login/aad: the client signed in by itself and brings the tokens. contract: easyauth 2.4 */
export async function clientDirectedLogin(request: DoorRequest, door: Door): Promise<Answer> {
  const outcome = await signInWith(tokensIn(await request.body()), request, door);
  return "status" in outcome && "reason" in outcome
    ? refusalPage(outcome, isBrowser(request.userAgent))
    : outcome;
}

type Brought = Tokens & { readonly accessToken: string };

async function signInWith(
  brought: Brought | undefined,
  request: DoorRequest,
  door: Door,
): Promise<Answer | Refusal> {
  const usable = usableProvider(door);
  if (typeof usable === "string") return refuse(500, usable);
  if (!brought) return refuse(400, "the body is not a JSON object with an access_token");
  const { provider, service } = usable;

  // contract: easyauth 2.4, the status for a bad token is unknown; 401 is its suggestion
  const access = await authenticateBearer(brought.accessToken, provider, service);
  if (access.kind !== "principal") {
    return refuse(401, access.kind === "invalid" ? access.reason : "no access token");
  }
  const identity = brought.idToken ? await authenticateBearer(brought.idToken, provider, service) : access;
  if (identity.kind !== "principal") {
    return refuse(401, identity.kind === "invalid" ? identity.reason : "no ID token");
  }
  if (identity.principal.claims["oid"] !== access.principal.claims["oid"]) {
    return refuse(401, "the ID token and the access token are not about the same person");
  }
  const refused = forbidden(access.principal, provider.policy);
  if (refused) return refused;

  const session = startSession(identity.principal.claims, provider, door.auth.sessionMs, Date.now());
  if (door.auth.tokenStore) door.keeper.keepTokens(session, brought, graceOf(door.auth));
  return json({
    authenticationToken: await door.keeper.authenticationToken(session, request.origin),
    user: { userId: `sid:${sessionIdHash(session)}` },
  });
}

function tokensIn(body: string): Brought | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const { access_token, id_token, refresh_token, expires_in } = parsed as Record<string, unknown>;
  if (typeof access_token !== "string") return undefined;
  return {
    accessToken: access_token,
    ...(typeof id_token === "string" && { idToken: id_token }),
    ...(typeof refresh_token === "string" && { refreshToken: refresh_token }),
    ...(typeof expires_in === "number" && { expiresOn: Date.now() + expires_in * 1000 }),
  };
}
