import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { asksForIdToken, checkAuthorizeRequest, type AuthorizeRequest } from "./authorize-request.ts";
import type { SignInContext } from "./context.ts";
import { declaredSites } from "./declared-sites.ts";
import { envelopeOf } from "./envelope.ts";
import { encodeFields, rewritten, seeOther, send, type Fields, type Reply } from "./http.ts";
import { indicatorOf, internalScope } from "./internal-scopes.ts";
import { errorPage } from "./pages/error-page.ts";
import { formPostPage } from "./pages/form-post-page.ts";
import type { Refusal } from "./refusal.ts";
import { flowExpired } from "./refusals.ts";

/** /oauth2/v2.0/authorize: Entra's rules first, then oidc-provider takes over. */
export async function answerAuthorizeRequest(
  context: SignInContext,
  provider: Provider,
  tenant: string,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: Fields,
): Promise<void> {
  const checked = checkAuthorizeRequest(context.state, context.localUri, tenant, parameters);
  if ("refusal" in checked) {
    send(response, refusedAuthorize(context, checked.refusal, checked.redirectUri, parameters));
    return;
  }
  const url = `${new URL(context.urls.authorize).pathname}?${innerQuery(checked, parameters)}`;
  await provider.callback()(rewritten(request, { method: "GET", url }), response);
}

/** As a page of Entra's, or sent to the application in the way it asked for. */
export function refusedAuthorize(
  context: SignInContext,
  refusal: Refusal,
  redirectUri: string | undefined,
  parameters: Fields,
): Reply {
  const envelope = envelopeOf(refusal, context.now());
  context.onEvent({ kind: "refused", endpoint: "authorize", refusal });
  const { tenantDomain: tenantName } = context.state;
  if (redirectUri === undefined || refusal.channel === "page") {
    return errorPage({ tenantName, refusal, envelope });
  }
  const fields: Fields = {
    error: envelope.error,
    error_description: envelope.error_description,
    error_uri: envelope.error_uri,
    error_subcode: refusal.aadsts === 65004 ? "cancel" : undefined,
    state: parameters["state"],
  };
  switch (responseModeOf(parameters)) {
    case "form_post":
      return formPostPage(tenantName, redirectUri, fields);
    case "fragment":
      return seeOther(`${redirectUri}#${encodeFields(fields)}`);
    default:
      return seeOther(`${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${encodeFields(fields)}`);
  }
}

/** A sign-in that is over or was never this browser's. Which application began it is not known any more. */
export function expiredFlow(context: SignInContext): Reply {
  const refusal = flowExpired();
  context.onEvent({ kind: "refused", endpoint: "authorize", refusal });
  const { state, localUri, now } = context;
  return errorPage({
    tenantName: state.tenantDomain,
    refusal,
    envelope: envelopeOf(refusal, now()),
    sites: declaredSites(state, localUri),
  });
}

/** contract: entra B4 */
export function responseModeOf(parameters: Fields): string {
  return parameters["response_mode"] ?? (asksForIdToken(parameters) ? "fragment" : "query");
}

const PASSED_ON = [
  "response_type",
  "response_mode",
  "state",
  "nonce",
  "prompt",
  "login_hint",
  "max_age",
  "code_challenge",
  "code_challenge_method",
] as const;

function innerQuery(checked: AuthorizeRequest, parameters: Fields): string {
  const query = new URLSearchParams({
    client_id: checked.client.clientId,
    redirect_uri: checked.redirectUri,
    scope: internalScope(checked.scopes),
  });
  for (const { application } of checked.scopes.resources) query.append("resource", indicatorOf(application));
  for (const name of PASSED_ON) {
    const value = parameters[name];
    if (value !== undefined) query.append(name, value);
  }
  return query.toString();
}
