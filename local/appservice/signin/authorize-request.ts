import type { Provider } from "../settings.ts";

/** What neither a page's link nor a declared login parameter may change: it is what binds the answer to this request. */
const BOUND = new Set(["client_id", "redirect_uri", "nonce", "state"]);
/** What a link may not change either; declared login parameters may. */
const DECLARED_ONLY = new Set([
  ...BOUND,
  "response_type",
  "response_mode",
  "scope",
  "resource",
  "request",
  "request_uri",
]);
/** Parameters of /.auth/login itself. */
const OWN = new Set(["post_login_redirect_uri", "post_login_redirect_url", "session_mode"]);

export type AuthorizeRequest = {
  readonly redirectUri: string;
  readonly nonce: string;
  readonly state: string;
  /** query parameters of the login request; those that are not ours go along. contract: easyauth 2.2 */
  readonly forwarded: URLSearchParams;
};

/**
 * The parameters of the authorize URL in the order Azure sends them. A declared login parameter takes the place of
 * the built-in one of the same name. contract: easyauth 1.3, 2.2
 */
export function authorizeParameters(
  request: AuthorizeRequest,
  provider: Pick<Provider, "clientId" | "credential" | "loginParameters">,
): URLSearchParams {
  const parameters = new URLSearchParams({
    // contract: easyauth 1.3, without a secret the implicit flow
    response_type: provider.credential.kind === "none" ? "id_token" : "code id_token",
    redirect_uri: request.redirectUri,
    client_id: provider.clientId,
    scope: "openid profile email",
    response_mode: "form_post",
    nonce: request.nonce,
    state: request.state,
  });
  for (const [key, value] of request.forwarded) {
    if (!DECLARED_ONLY.has(key) && !OWN.has(key)) parameters.set(key, value);
  }
  for (const [key, value] of provider.loginParameters) {
    if (!BOUND.has(key) && key !== "response_type" && key !== "response_mode") parameters.set(key, value);
  }
  return parameters;
}

/**
 * `redir=` and the encoded target, as in Azure's state (contract: easyauth 2.2). A sign-in that begins again also
 * counts its attempts here and not in a cookie, because a browser that keeps no cookies has to be stopped too.
 */
export function stateFor(target: string, attempt = 1): string {
  const redir = `redir=${encodeURIComponent(target)}`;
  return attempt > 1 ? `${redir}&attempt=${attempt}` : redir;
}

export function readState(state: string): { readonly target: string | undefined; readonly attempt: number } {
  const values = new URLSearchParams(state);
  const attempt = Number(values.get("attempt") ?? 1);
  return {
    target: values.get("redir") ?? undefined,
    // whoever changes it does not get further
    attempt: Number.isSafeInteger(attempt) && attempt > 0 ? attempt : Number.MAX_SAFE_INTEGER,
  };
}
