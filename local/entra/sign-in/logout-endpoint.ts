import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { findApplicationByClientId, type DirectoryState } from "../directory/state.ts";
import type { SignInContext } from "./context.ts";
import { encodeFields, seeOther, send, type Fields } from "./http.ts";
import { signedOutPage } from "./pages/signed-out-page.ts";
import { isRegisteredRedirectUri, type LocalUri } from "./redirect-uris.ts";

/**
 * Ends the session here, tells the applications that took part in it, and goes back to the one that asked, or to our
 * own page. contract: entra B6
 */
export async function answerLogout(
  context: SignInContext,
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  parameters: Fields,
): Promise<void> {
  const { state, localUri } = context;
  const session = await provider.Session.get(provider.createContext(request, response));
  const { accountId = "", authorizations = {} } = session;
  await session.destroy();
  const user = state.users.get(accountId);
  if (user) context.onEvent({ kind: "signedOut", userPrincipalName: user.userPrincipalName });

  const asked = parameters["post_logout_redirect_uri"];
  const target = asked !== undefined && isPostLogoutUri(state, localUri, asked) ? asked : undefined;
  const destination = target === undefined ? undefined : withState(target, parameters["state"]);
  const logoutUrls = logoutUrlsOf(state, localUri, Object.keys(authorizations), target);
  const canLeave = destination !== undefined && logoutUrls.length === 0;
  send(
    response,
    canLeave
      ? seeOther(destination)
      : signedOutPage({ tenantName: state.tenantDomain, destination, logoutUrls }),
  );
}

/**
 * A redirect URI of any application of the tenant, since client_id is not required. App Service sends people to
 * /.auth/logout/complete, which nobody registers: chosen here, the origin of a redirect URI is enough.
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

/** Front-channel logout; the application that is gone back to has signed out already. */
export function logoutUrlsOf(
  state: DirectoryState,
  localUri: LocalUri,
  clientIds: readonly string[],
  target: string | undefined,
): readonly string[] {
  const origin = target === undefined ? undefined : URL.parse(target)?.origin;
  return clientIds.flatMap((clientId) => {
    const declared = findApplicationByClientId(state, clientId)?.manifest.logoutUrl;
    if (declared === undefined) return [];
    const url = localUri(declared);
    return URL.parse(url)?.origin === origin ? [] : [url];
  });
}

function withState(target: string, state: string | undefined): string {
  if (state === undefined) return target;
  return `${target}${target.includes("?") ? "&" : "?"}${encodeFields({ state })}`;
}
