import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { createProxyServer } from "httpxy";
import { corsHeaders, hasCors } from "../rules/cors.ts";
import { isIdentityHeader } from "../rules/identity-headers.ts";
import type { SiteDeclaration } from "../site.ts";
import { send } from "./answer.ts";
import { badGatewayPage } from "./pages.ts";

/** Passes requests on to the app. */
export type Forward = {
  readonly web: (message: IncomingMessage, response: ServerResponse, target: string) => Promise<void>;
  readonly upgrade: (message: IncomingMessage, socket: Socket, head: Buffer, target: string) => Promise<void>;
};

export function createForward(
  site: Pick<SiteDeclaration, "cors">,
  onFailure: (why: string) => void,
): Forward {
  // one connection per request: a restarted app finds no stale ones, and none keeps a stopping app from exiting
  const proxy = createProxyServer({ agent: false });
  proxy.on("proxyRes", (answer, message, response) => {
    delete answer.headers.connection;
    delete answer.headers["keep-alive"];
    if (hasCors(site.cors)) replaceCorsHeaders(answer.headers, message.headers.origin, site.cors);
    const { location } = answer.headers;
    if (location !== undefined) answer.headers.location = localLocation(location, message.headers.host);
    // a stream's headers go before its first event; the library has copied them when this runs
    if (answer.headers["content-length"] === undefined) queueMicrotask(() => response.flushHeaders());
  });
  proxy.on("error", (error, message, response, target) => {
    // who has gone needs no answer
    if (!response || response.destroyed) return;
    const why = whyNoAnswer(error, target instanceof URL ? target.origin : "its address");
    onFailure(`the app did not answer ${message?.method ?? ""} ${pathOf(message)}: ${why.log}`);
    if (!("statusCode" in response)) {
      if (response.bytesWritten === 0) response.write(BAD_GATEWAY);
      response.destroySoon();
    } else if (response.headersSent) {
      response.destroy();
    } else {
      send(response, badGatewayPage(why.page));
    }
  });
  return {
    web: (message, response, target) => proxy.web(message, response, { target }),
    upgrade: (message, socket, head, target) => proxy.ws(message, socket, { target }, head),
  };
}

function whyNoAnswer(
  error: Error & { readonly code?: string },
  origin: string,
): { readonly log: string; readonly page: string } {
  // "localhost" is tried at two addresses; the error of both has a code and no message
  if (error.code !== "ECONNREFUSED") {
    return { log: error.message, page: "The app closed the connection without an answer." };
  }
  return {
    log: `nothing listens at ${origin}`,
    page: `Nothing listens at ${origin}, where the app should be.`,
  };
}

const BAD_GATEWAY = "HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/** Takes away whatever a client could pass off as the platform's word. contract: easyauth 4.1 */
export function stripIdentityHeaders(headers: IncomingHttpHeaders): void {
  for (const name of Object.keys(headers)) if (isIdentityHeader(name)) delete headers[name];
}

/** What the edge tells the app about the request: the public scheme is https, as on Azure. */
export function addForwardedHeaders(headers: IncomingHttpHeaders, remoteAddress: string): void {
  const before = headers["x-forwarded-for"];
  headers["x-forwarded-for"] = before === undefined ? remoteAddress : `${String(before)}, ${remoteAddress}`;
  headers["x-forwarded-proto"] = "https";
  // a client that lists a header here asks a proxy to drop it, the injected ones included
  if (headers.upgrade?.toLowerCase() === "websocket") {
    headers.connection = "Upgrade";
  } else {
    delete headers.upgrade;
    headers.connection = "keep-alive";
  }
}

/** The app believes in https and redirects to it; the browser has to come back over http. */
export function localLocation(location: string, host: string | undefined): string {
  const own = `https://${host ?? ""}`;
  const isOwn = host !== undefined && (location === own || /^[/?#]/.test(location.slice(own.length)));
  return isOwn && location.startsWith(own) ? `http${location.slice("https".length)}` : location;
}

/** App Service's CORS takes precedence; the app's own has no effect. */
function replaceCorsHeaders(
  headers: IncomingHttpHeaders,
  origin: string | undefined,
  cors: SiteDeclaration["cors"],
): void {
  for (const name of Object.keys(headers)) if (name.startsWith("access-control-")) delete headers[name];
  for (const [name, value] of corsHeaders(origin, cors)) {
    headers[name] = name === "vary" && headers.vary !== undefined ? `${headers.vary}, ${value}` : value;
  }
}

function pathOf(message: IncomingMessage | undefined): string {
  return message?.url?.split("?")[0] ?? "";
}
