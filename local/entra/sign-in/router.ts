import type { IncomingMessage, ServerResponse } from "node:http";
import type { KoaContextWithOIDC } from "oidc-provider";
import { answerAuthorizeRequest, expiredFlow, refusedAuthorize } from "./authorize-endpoint.ts";
import type { ClientProof } from "./claims.ts";
import type { SignInContext } from "./context.ts";
import { declaredSites } from "./declared-sites.ts";
import { discoveryDocument, keysDocument } from "./discovery.ts";
import { envelopeOf } from "./envelope.ts";
import { answerWith, json, readForm, send, type Fields, type Reply } from "./http.ts";
import { answerInteraction } from "./interaction-endpoint.ts";
import { answerLogout } from "./logout-endpoint.ts";
import { createOidc } from "./oidc.ts";
import { errorPage } from "./pages/error-page.ts";
import { notFoundPage, startPage } from "./pages/start-page.ts";
import { unknownTenant } from "./refusals.ts";
import { SignInRefused } from "./sign-in-refused.ts";
import { answerTokenRequest } from "./token-endpoint.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Documents that any page may read */
const OPEN = { "access-control-allow-origin": "*" };

/** The paths of a tenant. Nothing reaches oidc-provider but through here. contract: entra B1 */
export function createRouter(context: SignInContext): Handler {
  const proofs = new WeakMap<IncomingMessage, ClientProof>();
  const provider = createOidc({
    ...context,
    clientProof: (ctx) => proofs.get(ctx.req) ?? "0",
    renderError: (ctx, error) => renderError(context, ctx, error),
  });
  const library = provider.callback();

  return async function handle(request, response) {
    const url = new URL(request.url ?? "/", context.urls.base);
    const [tenant = "", ...rest] = url.pathname.slice(1).split("/");
    if (!isTenant(context, tenant)) {
      return send(response, noTenant(context, tenant, wantsPage(request)));
    }
    const route = `${request.method} ${rest.join("/")}`;
    switch (route) {
      case "GET v2.0/.well-known/openid-configuration":
        return send(response, json(200, discoveryDocument(context.urls, "v2", tenant), OPEN));
      case "GET .well-known/openid-configuration":
        return send(response, json(200, discoveryDocument(context.urls, "v1", tenant), OPEN));
      case "GET discovery/v2.0/keys":
      case "GET discovery/keys":
        return send(response, json(200, keysDocument(context.urls, context.key), OPEN));
      case "GET oauth2/v2.0/authorize":
      case "POST oauth2/v2.0/authorize": {
        const parameters = await parametersOf(request, url);
        return answerAuthorizeRequest(context, provider, tenant, request, response, parameters);
      }
      case "POST oauth2/v2.0/token":
        return answerTokenRequest({ context, provider, proofs }, request, response);
      case "GET oauth2/v2.0/logout":
      case "POST oauth2/v2.0/logout":
        return answerLogout(context, provider, request, response, await parametersOf(request, url));
      default:
    }
    if (/^(GET|POST) sign-in\/[\w-]+$/.test(route)) {
      return answerInteraction(context, provider, request, response);
    }
    if (/^GET oauth2\/v2\.0\/authorize\/[\w-]+$/.test(route)) return library(request, response);
    return send(response, notServed(context, `${request.method} ${url.pathname}`, wantsPage(request)));
  };
}

/** People get pages where programs get JSON. */
function wantsPage({ headers }: IncomingMessage): boolean {
  return headers.accept?.includes("text/html") ?? false;
}

function noTenant(context: SignInContext, tenant: string, asPage: boolean): Reply {
  const { state, urls, localUri, now } = context;
  const common = { tenantName: state.tenantDomain, sites: declaredSites(state, localUri) };
  if (asPage && tenant === "") return startPage({ ...common, issuer: urls.issuer });
  const refusal = unknownTenant(tenant);
  const envelope = envelopeOf(refusal, now());
  return asPage ? errorPage({ ...common, refusal, envelope }) : json(400, envelope);
}

function notServed({ state, localUri }: SignInContext, request: string, asPage: boolean): Reply {
  return asPage
    ? notFoundPage({ tenantName: state.tenantDomain, request, sites: declaredSites(state, localUri) })
    : json(404, { error: "not_found", error_description: `Nothing is served at ${request}` });
}

function isTenant({ state }: SignInContext, tenant: string): boolean {
  return [state.tenantId, state.tenantDomain, "common", "organizations"].includes(tenant.toLowerCase());
}

async function parametersOf(request: IncomingMessage, url: URL): Promise<Fields> {
  return request.method === "POST" ? readForm(request) : Object.fromEntries(url.searchParams);
}

/** What goes wrong inside oidc-provider: our own refusals, or a sign-in that is no longer there. */
function renderError(context: SignInContext, ctx: KoaContextWithOIDC, error: Error): void {
  const parameters: Fields = Object.fromEntries(
    Object.entries(ctx.oidc.params ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" ? value : undefined,
    ]),
  );
  const reply =
    error instanceof SignInRefused
      ? refusedAuthorize(context, error.refusal, parameters["redirect_uri"], parameters)
      : expiredFlow(context);
  answerWith(ctx, reply);
}
