import type { SiteDeclaration } from "../site.ts";

type Cors = SiteDeclaration["cors"];

export type CorsRequest = {
  readonly method: string;
  readonly origin: string | undefined;
  readonly requestedMethod: string | undefined;
  readonly requestedHeaders: string | undefined;
};

/** An OPTIONS is a preflight only with both headers; any other one is judged like a GET. contract: easyauth 2.8 */
export function isPreflight(request: CorsRequest): boolean {
  return (
    request.method === "OPTIONS" && request.origin !== undefined && request.requestedMethod !== undefined
  );
}

export function hasCors(cors: Cors): cors is NonNullable<Cors> {
  return (cors?.allowedOrigins.length ?? 0) > 0;
}

/** The CORS headers of an answer, none for an origin that is not declared. */
export function corsHeaders(origin: string | undefined, cors: Cors): readonly (readonly [string, string])[] {
  if (origin === undefined || !hasCors(cors)) return [];
  // "*" with credentials is not allowed by browsers, nor by Azure
  if (cors.allowedOrigins.includes("*") && !cors.supportCredentials) {
    return [["access-control-allow-origin", "*"]];
  }
  if (!cors.allowedOrigins.some((allowed) => sameOrigin(allowed, origin))) return [];
  return [
    ["access-control-allow-origin", origin],
    ["vary", "Origin"],
    ...(cors.supportCredentials ? ([["access-control-allow-credentials", "true"]] as const) : []),
  ];
}

/** What the platform answers to a preflight, before it asks who is there. contract: easyauth 2.8 */
export function preflightHeaders(request: CorsRequest, cors: Cors): readonly (readonly [string, string])[] {
  const allowed = corsHeaders(request.origin, cors);
  if (allowed.length === 0) return [];
  return [
    ...allowed,
    ["access-control-allow-methods", request.requestedMethod ?? ""],
    ...(request.requestedHeaders
      ? ([["access-control-allow-headers", request.requestedHeaders]] as const)
      : []),
  ];
}

function sameOrigin(allowed: string, origin: string): boolean {
  return allowed.replace(/\/$/, "").toLowerCase() === origin.toLowerCase();
}
