import { isBrowser } from "./browser.ts";
import { refuse, type Refusal } from "./refusal.ts";

/**
 * Turns away a browser's POST that is authenticated by the session cookie and does not come from the site itself,
 * from an allowed external redirect URL or from a CORS origin. contract: easyauth 2.8
 */
export function crossSiteRequest(
  request: {
    readonly method: string;
    readonly userAgent: string | undefined;
    readonly origin: string | undefined;
    readonly referer: string | undefined;
  },
  approved: {
    readonly site: readonly string[];
    readonly externalRedirects: readonly string[];
    readonly corsOrigins: readonly string[];
  },
): Refusal | undefined {
  if (request.method !== "POST" || !isBrowser(request.userAgent)) return undefined;
  const source = originOf(request.origin ?? request.referer);
  // "*" lets others read public answers; it approves nobody to act for the person who is signed in
  const origins = [...approved.site, ...approved.externalRedirects, ...approved.corsOrigins].map(originOf);
  if (source !== undefined && origins.includes(source)) return undefined;
  return refuse(
    403,
    `cross-site request: a browser's POST with a session cookie comes from '${source ?? "nowhere (no Origin, no Referer)"}'`,
  );
}

function originOf(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  return origin === "null" ? undefined : origin;
}
