import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import type { DirectoryState } from "../directory/state.ts";
import type { SignInContext } from "./context.ts";
import { encodeFields, seeOther, send, type Fields } from "./http.ts";
import { signedOutPage } from "./pages/signed-out-page.ts";
import { isRegisteredRedirectUri, type LocalUri } from "./redirect-uris.ts";

/** Ends the session here and goes back to the application, or to our own page. contract: entra B6 */
export async function answerLogout(
  context: SignInContext,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: Fields,
): Promise<void> {
  const session = await provider.Session.get(provider.createContext(request, response));
  await session.destroy();
  const target = parameters["post_logout_redirect_uri"];
  if (target === undefined || !isPostLogoutUri(context.state, context.localUri, target)) {
    send(response, signedOutPage(context.state.tenantDomain));
    return;
  }
  const { state } = parameters;
  const separator = target.includes("?") ? "&" : "?";
  send(response, seeOther(state === undefined ? target : `${target}${separator}${encodeFields({ state })}`));
}

/**
 * A redirect URI of any application of the tenant, since client_id is not required. App Service sends people to
 * /.auth/logout/complete, which nobody registers, so the origin of a redirect URI is enough.
 */
export function isPostLogoutUri(state: DirectoryState, localUri: LocalUri, target: string): boolean {
  const origin = URL.parse(target)?.origin;
  return [...state.applications.values()].some(
    (application) =>
      isRegisteredRedirectUri(application, target, localUri) ||
      application.manifest.redirectUris.some((declared) =>
        [declared, localUri(declared)].some((uri) => URL.parse(uri)?.origin === origin),
      ),
  );
}
