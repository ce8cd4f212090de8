import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Directory } from "./directory.ts";
import type { SignInContext } from "./sign-in/context.ts";
import type { SignInEvent } from "./sign-in/events.ts";
import { managedIdentityToken } from "./sign-in/federated-assertion.ts";
import { json, send } from "./sign-in/http.ts";
import { loadLater } from "./sign-in/load-later.ts";
import type { LocalUri } from "./sign-in/redirect-uris.ts";
import type { Handler } from "./sign-in/router.ts";
import { generateSigningKey } from "./sign-in/signing-key.ts";
import { tenantUrls } from "./sign-in/tenant-urls.ts";

export type { SignInEvent } from "./sign-in/events.ts";

export type SignInOptions = {
  readonly directory: Directory;
  /** 0: any free one */
  readonly port: number;
  /** Where a declared https address answers locally: what redirect URIs are compared with */
  readonly localUri: LocalUri;
  /** for the end dates of secrets */
  readonly now?: () => Date;
  readonly onEvent?: (event: SignInEvent) => void;
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

/**
 * Serves the tenant's sign-in at http://localhost:<port>, on loopback only.
 * @throws Error with a message for people when the port is taken
 */
export async function startSignIn(options: SignInOptions): Promise<SignIn> {
  const { directory, localUri, now = () => new Date(), onEvent = () => {} } = options;
  const server = createServer();
  const [key, port] = await Promise.all([generateSigningKey(), listen(server, options.port)]);
  const url = `http://localhost:${port}`;
  const urls = tenantUrls(url, directory.tenantId);
  const context: SignInContext = { state: directory.state, urls, key, localUri, now, onEvent };
  // oidc-provider takes longer to load than all the rest, and nobody signs in before something is deployed
  const router = loadLater(async () => {
    const { createRouter } = await import("./sign-in/router.ts");
    return createRouter(context);
  }, 100);
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    answer(router, request, response).catch((error: unknown) => {
      onEvent({ kind: "failed", error });
      if (response.headersSent) response.destroy();
      else send(response, json(500, { error: "server_error" }));
    });
  });
  return {
    issuer: urls.issuer,
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

async function answer(
  router: () => Promise<Handler>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const route = await router();
  await route(request, response);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(
        isTaken
          ? new Error(`Port ${port} is taken: the sign-in service cannot listen on it.`, { cause: error })
          : error,
      );
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}
