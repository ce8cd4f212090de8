import { json, type Answer } from "../door/answer.ts";
import type { Door } from "../door/door.ts";
import { refusalPage } from "../door/pages.ts";
import type { DoorRequest } from "../door/door-request.ts";
import type { Authentication } from "../principal/principal.ts";
import { typedClaims } from "../principal/claim-types.ts";
import { expiresOn, principalName } from "../principal/principal-headers.ts";
import { isBrowser } from "../rules/browser.ts";
import { refuse } from "../rules/refusal.ts";

/** GET <prefix>/me: the session's tokens and claims. contract: easyauth 2.5 */
export function me(request: DoorRequest, door: Door, sender: Authentication): Answer {
  const browser = isBrowser(request.userAgent);
  // unknown on App Service; Container Apps answers 404
  if (!door.auth.tokenStore) return refusalPage(refuse(404, "the token store is not enabled"), browser);
  if (sender.kind !== "principal" || !sender.principal.session) {
    // unknown on App Service; 401 is the contract's suggestion
    return refusalPage(refuse(401, whyNoSession(sender)), browser);
  }
  const { session } = sender.principal;
  const tokens = door.keeper.tokensOf(session);
  if (!tokens) return json([]);
  return json([
    {
      ...(tokens.accessToken && { access_token: tokens.accessToken }),
      ...(tokens.expiresOn !== undefined && { expires_on: expiresOn(tokens.expiresOn) }),
      ...(tokens.idToken && { id_token: tokens.idToken }),
      provider_name: "aad",
      ...(tokens.refreshToken && { refresh_token: tokens.refreshToken }),
      user_claims: typedClaims(session.claims, door.auth.legacyClaims),
      // the email or user principal name, not the object id
      user_id: principalName(session.claims) ?? session.claims["sub"],
    },
  ]);
}

function whyNoSession(sender: Authentication): string {
  if (sender.kind === "invalid") return sender.reason;
  return sender.kind === "none" ? "nobody is signed in" : "a bearer token is no session";
}
