import type { IncomingMessage } from "node:http";
import { Provider } from "oidc-provider";
import { publishedApplication } from "../directory/published-application.ts";
import { grantedValues } from "./directory-grant.ts";
import { envelopeOf } from "./envelope.ts";
import { answerWith, type Fields } from "./http.ts";
import { oidcConfiguration, type OidcOptions } from "./oidc-configuration.ts";
import { formPostPage } from "./pages/form-post-page.ts";
import { isRegisteredRedirectUri } from "./redirect-uris.ts";
import { requestMalformed } from "./token-refusals.ts";
import { tokenResponse, type TokenResponse } from "./token-response.ts";

/** oidc-provider over the directory: sessions, codes, refresh tokens and signatures are its, every rule is ours. */
export function createOidc(options: OidcOptions): Provider {
  const { state, urls, localUri } = options;
  const provider = new Provider(urls.issuer, oidcConfiguration(options));
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(uri: string): boolean {
    const application = publishedApplication(state, this.clientId);
    return application !== undefined && isRegisteredRedirectUri(application, uri, localUri);
  };
  useOurFormPost(provider, state.tenantDomain);
  provider.on("grant.success", (ctx) => {
    const issued = ctx.body as Omit<TokenResponse, "ext_expires_in">;
    ctx.body = tokenResponse(issued, grantedValues(state, ctx));
  });
  tellEvents(provider, options);
  return provider;
}

/** The library's page that hands a code to the application has neither style nor policy, and cannot be configured. */
function useOurFormPost(provider: Provider, tenantName: string): void {
  const answers = new WeakMap<IncomingMessage, Fields>();
  provider.on("authorization.success", (ctx, answer) => {
    const { iss: _notEntras, ...fields } = answer as Fields;
    if (ctx.oidc.params?.["response_mode"] === "form_post") answers.set(ctx.req, fields);
  });
  provider.use(async (ctx, next) => {
    await next();
    const fields = answers.get(ctx.req);
    if (!fields) return;
    const action = String(ctx.oidc.params?.["redirect_uri"]);
    answerWith(ctx, formPostPage(tenantName, action, fields));
  });
}

function tellEvents(provider: Provider, { state, onEvent, now }: OidcOptions): void {
  provider.on("authorization.success", (ctx) => {
    const user = state.users.get(ctx.oidc.session?.accountId ?? "");
    const application = publishedApplication(state, ctx.oidc.client?.clientId ?? "");
    if (!user || !application) return;
    const { userPrincipalName } = user;
    onEvent({ kind: "signedIn", userPrincipalName, application: application.manifest.displayName });
  });
  // What our rules let through and the library does not: told in Entra's form all the same.
  provider.on("grant.error", (ctx, error) => {
    const refusal = requestMalformed(error.error_detail ?? error.error_description ?? error.message);
    onEvent({ kind: "refused", endpoint: "token", refusal });
    ctx.body = envelopeOf(refusal, now());
  });
  provider.on("server_error", (_ctx, error) => onEvent({ kind: "failed", error }));
  // Koa would print them as well
  provider.silent = true;
}
