import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Directory } from "./directory.ts";
import { answerAuthorizeRequest, refusedAuthorize } from "./sign-in/authorize-endpoint.ts";
import type { ClientProof } from "./sign-in/claims.ts";
import type { SignInContext } from "./sign-in/context.ts";
import { discoveryDocument, keysDocument } from "./sign-in/discovery.ts";
import { envelopeOf } from "./sign-in/envelope.ts";
import { managedIdentityToken } from "./sign-in/federated-assertion.ts";
import { json, readForm, send, type Fields } from "./sign-in/http.ts";
import { answerInteraction } from "./sign-in/interaction-endpoint.ts";
import { answerLogout } from "./sign-in/logout-endpoint.ts";
import { createOidc } from "./sign-in/oidc.ts";
import type { LocalUri } from "./sign-in/redirect-uris.ts";
import { flowExpired, unknownTenant } from "./sign-in/refusals.ts";
import { SignInRefused } from "./sign-in/sign-in-refused.ts";
import { generateSigningKey } from "./sign-in/signing-key.ts";
import { tenantUrls } from "./sign-in/tenant-urls.ts";
import { answerTokenRequest } from "./sign-in/token-endpoint.ts";

export type SignInOptions = {
  readonly directory: Directory;
  /** 0: any free one */
  readonly port: number;
  /** Where a declared https address answers locally: what redirect URIs are compared with */
  readonly localUri: LocalUri;
  /** for the end dates of secrets */
  readonly now?: () => Date;
};

export type SignIn = {
  /** "http://localhost:8400/<tenant id>/v2.0" */
  readonly issuer: string;
  /** "http://localhost:8400" */
  readonly url: string;
  /** What the identity endpoint of App Service hands to an app. `resource`: "api://AzureADTokenExchange" */
  managedIdentityToken(principalId: string, clientId: string, resource: string): Promise<string>;
  close(): Promise<void>;
};

/** Serves the tenant's sign-in at http://localhost:<port>, on loopback only. */
export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const { directory, localUri, now = () => new Date() } = options;
  const server = createServer();
  const [key, port] = await Promise.all([generateSigningKey(), listen(server, options.port)]);
  const url = `http://localhost:${port}`;
  const context: SignInContext = {
    state: directory.state,
    urls: tenantUrls(url, directory.tenantId),
    key,
    localUri,
    now,
  };
  const handle = createHandler(context);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) send(response, json(500, { error: "server_error" }));
      else response.destroy();
    });
  });
  return {
    issuer: context.urls.issuer,
    url,
    managedIdentityToken: (principalId, clientId, resource) =>
      managedIdentityToken(context, { principalId, clientId }, resource),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createHandler(context: SignInContext): Handler {
  const proofs = new WeakMap<IncomingMessage, ClientProof>();
  const provider = createOidc({
    ...context,
    clientProof: (ctx) => proofs.get(ctx.req) ?? "0",
    renderError: (ctx, error) => renderError(context, ctx, error),
  });
  const inner = provider.callback();

  return async function handle(request, response) {
    const url = new URL(request.url ?? "/", context.urls.base);
    const [tenant = "", ...rest] = url.pathname.slice(1).split("/");
    const path = rest.join("/");
    const route = `${request.method} ${path}`;
    if (!isTenant(context, tenant)) {
      send(response, json(400, envelopeOf(unknownTenant(tenant), context.now())));
      return;
    }
    switch (route) {
      case "GET v2.0/.well-known/openid-configuration":
        return send(response, json(200, discoveryDocument(context.urls, "v2"), OPEN));
      case "GET .well-known/openid-configuration":
        return send(response, json(200, discoveryDocument(context.urls, "v1"), OPEN));
      case "GET discovery/v2.0/keys":
      case "GET discovery/keys":
        return send(response, json(200, keysDocument(context.urls, context.key), OPEN));
      case "GET oauth2/v2.0/authorize":
      case "POST oauth2/v2.0/authorize":
        return answerAuthorizeRequest(
          context,
          provider,
          tenant,
          request,
          response,
          await parametersOf(request, url),
        );
      case "POST oauth2/v2.0/token":
        return answerTokenRequest({ context, provider, proofs }, request, response);
      case "GET oauth2/v2.0/logout":
      case "POST oauth2/v2.0/logout":
        return answerLogout(context, provider, request, response, await parametersOf(request, url));
      default:
    }
    if (/^(GET|POST) sign-in\/[\w-]+$/.test(route))
      return answerInteraction(context, provider, request, response);
    if (/^GET oauth2\/v2\.0\/authorize\/[\w-]+$/.test(route)) return inner(request, response);
    return send(
      response,
      json(404, { error: "not_found", error_description: `Nothing is served at ${url.pathname}` }),
    );
  };
}

/** Documents that any page may read */
const OPEN = { "access-control-allow-origin": "*" };

function isTenant(context: SignInContext, tenant: string): boolean {
  const { tenantId, tenantDomain } = context.state;
  return [tenantId, tenantDomain, "common", "organizations"].includes(tenant.toLowerCase());
}

async function parametersOf(request: IncomingMessage, url: URL): Promise<Fields> {
  return request.method === "POST" ? readForm(request) : Object.fromEntries(url.searchParams);
}

function renderError(context: SignInContext, ctx: KoaContextWithOIDC, error: Error): void {
  const refusal = error instanceof SignInRefused ? error.refusal : flowExpired();
  const parameters = Object.fromEntries(
    Object.entries(ctx.oidc.params ?? {}).map(([name, value]) => [
      name,
      typeof value === "string" ? value : undefined,
    ]),
  );
  const redirectUri = error instanceof SignInRefused ? parameters["redirect_uri"] : undefined;
  const reply = refusedAuthorize(context, refusal, redirectUri, parameters);
  ctx.status = reply.status;
  ctx.set({ ...reply.headers });
  ctx.body = reply.body ?? "";
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(taken ? new Error(`port ${port} is taken: the sign-in service cannot listen on it`) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
