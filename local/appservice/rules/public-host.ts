import type { IncomingHttpHeaders } from "node:http";
import type { EasyAuth } from "../settings.ts";

/** Whether a Host header means this site: its local name, its name on Azure, or plain loopback. */
export function isOwnHost(
  host: string | undefined,
  site: { readonly localUrl: string; readonly defaultHostName: string },
): boolean {
  const name = host?.replace(/:\d+$/, "").toLowerCase();
  const { hostname } = new URL(site.localUrl);
  return [hostname, site.defaultHostName, "localhost", "127.0.0.1", "[::1]"].some(
    (own) => own.toLowerCase() === name,
  );
}

/**
 * The origin that browsers know the site by: what a declared forward proxy says, else its local address, whichever
 * name for this machine was asked for. contract: easyauth 1.5
 */
export function publicOrigin(
  headers: IncomingHttpHeaders,
  forwardProxy: EasyAuth["forwardProxy"] | undefined,
  localUrl: string,
): string {
  return forwardedOrigin(headers, forwardProxy) ?? localUrl;
}

function forwardedOrigin(
  headers: IncomingHttpHeaders,
  forwardProxy: EasyAuth["forwardProxy"] | undefined,
): string | undefined {
  const names = forwardedNames(forwardProxy);
  const host = names && firstValue(headers[names.host.toLowerCase()]);
  if (!names || !host || !/^[a-z0-9.-]+(:\d{1,5})?$/i.test(host)) return undefined;
  const proto = firstValue(headers[names.proto.toLowerCase()]);
  return `${proto === "http" ? "http" : "https"}://${host.toLowerCase()}`;
}

function forwardedNames(
  proxy: EasyAuth["forwardProxy"] | undefined,
): { readonly host: string; readonly proto: string } | undefined {
  switch (proxy?.convention) {
    case "Standard":
      return { host: "x-forwarded-host", proto: "x-forwarded-proto" };
    case "Custom":
      return {
        host: proxy.customHostHeaderName ?? "x-forwarded-host",
        proto: proxy.customProtoHeaderName ?? "x-forwarded-proto",
      };
    case undefined:
    default:
      return undefined;
  }
}

function firstValue(header: string | readonly string[] | undefined): string | undefined {
  const value = typeof header === "string" ? header : header?.[0];
  return value?.split(",")[0]?.trim();
}
