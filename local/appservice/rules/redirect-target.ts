import { refuse, type Refusal } from "./refusal.ts";

/**
 * Where a sign-in or sign-out may end: on the site itself, or below a declared allowedExternalRedirectUrls entry.
 * Gives the absolute URL, in which a header cannot be injected. How Azure compares is not published; here scheme,
 * host and port are equal and the path lies below, the query is ignored. contract: easyauth 1.4
 */
export function redirectTarget(
  requested: string,
  origin: string,
  externalRedirects: readonly string[],
): string | Refusal {
  // a leading "/" is a path of this site, also in "//host" and "/\\host", which browsers take for another host
  const absolute = requested.startsWith("/") ? `${origin}${requested}` : requested;
  if (URL.canParse(absolute, origin)) {
    const target = new URL(absolute, origin);
    target.username = "";
    target.password = "";
    if (target.origin === origin) return target.href;
    const allowed = externalRedirects.filter((url) => URL.canParse(url)).map((url) => new URL(url));
    if (allowed.some((url) => liesBelow(target, url))) return target.href;
  }
  return refuse(
    400,
    `the redirect target is neither on ${origin} nor in allowedExternalRedirectUrls: ${requested.slice(0, 200)}`,
  );
}

function liesBelow(target: URL, base: URL): boolean {
  if (/^(javascript|data|vbscript):$/.test(target.protocol)) return false;
  if (target.protocol !== base.protocol || target.host !== base.host) return false;
  const path = base.pathname.replace(/\/$/, "");
  return target.pathname === path || target.pathname.startsWith(`${path}/`);
}
