import type { Authentication } from "../principal/principal.ts";
import { readSessionCookie } from "../session/cookies.ts";
import type { SessionKeeper } from "../session/session-keeper.ts";
import type { Provider } from "../settings.ts";
import { authenticateBearer, bearerToken } from "../signin/bearer.ts";
import type { SignInService } from "../signin/sign-in-service.ts";
import type { DoorRequest } from "./door-request.ts";

/**
 * Who sends the request: a bearer token first, because it is explicit, then X-ZUMO-AUTH, then the session cookie
 * (contract: easyauth 3.1 leaves the order open, 5 suggests it).
 */
export async function authenticate(
  request: Pick<DoorRequest, "headers" | "cookies">,
  provider: Provider | undefined,
  service: SignInService | undefined,
  keeper: SessionKeeper,
): Promise<Authentication> {
  if (!provider) return { kind: "none" };
  const bearer = bearerToken(request.headers.authorization);
  if (bearer !== undefined) return authenticateBearer(bearer, provider, service);

  const zumo = request.headers["x-zumo-auth"];
  if (typeof zumo === "string") {
    const sealed = await keeper.readAuthenticationToken(zumo);
    if (sealed === undefined) return { kind: "invalid", reason: "X-ZUMO-AUTH is not a token of this site" };
    return authenticateSession(sealed, false, provider, keeper);
  }

  const sealed = readSessionCookie(request.cookies);
  return sealed === undefined ? { kind: "none" } : authenticateSession(sealed, true, provider, keeper);
}

async function authenticateSession(
  sealed: string,
  cookie: boolean,
  provider: Provider,
  keeper: SessionKeeper,
): Promise<Authentication> {
  const session = await keeper.read(sealed, provider, Date.now());
  if (typeof session === "string") return { kind: "invalid", reason: session };
  return {
    kind: "principal",
    principal: { by: "session", claims: session.claims, client: provider.clientId, session, cookie },
  };
}
