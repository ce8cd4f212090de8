import { shown } from "../directory/manifest.ts";
import type { CheckFailure } from "../../provider/handler.ts";
import { isUnknown, type PropertyValue } from "../../provider/values.ts";

const REDIRECT_SCHEMES = ["http", "https", "ms-appx-web", "brk-multihub"];
const LONGEST_REDIRECT_URI = 256;
const LONGEST_LOGOUT_URL = 255;

/** contract: entra A4 */
export function checkRedirectUri(property: string, value: PropertyValue): readonly CheckFailure[] {
  if (isUnknown(value)) return [];
  return problem(property, value, redirectUriProblem(shown(value)));
}

export function checkLogoutUrl(property: string, value: PropertyValue | undefined): readonly CheckFailure[] {
  if (value === undefined || isUnknown(value)) return [];
  return problem(property, value, httpUrlProblem(shown(value), LONGEST_LOGOUT_URL));
}

export function checkIdentifierUri(
  property: string,
  value: PropertyValue | undefined,
): readonly CheckFailure[] {
  if (value === undefined || isUnknown(value)) return [];
  return problem(property, value, identifierUriProblem(shown(value)));
}

function redirectUriProblem(uri: string): string | undefined {
  const parsed = URL.parse(uri);
  const scheme = uri.split(":")[0] ?? "";
  if (!parsed || !REDIRECT_SCHEMES.includes(scheme)) {
    return `expected a URI with the scheme ${REDIRECT_SCHEMES.join(", ")}`;
  }
  if (uri.length > LONGEST_REDIRECT_URI)
    return `URI must not be longer than ${LONGEST_REDIRECT_URI} characters`;
  if (!/^[^:]+:\/\/[^/?#]+\//.test(uri))
    return "URI must have a trailing slash when there is no path segment";
  if (uri.includes("#")) return "URI must not have a fragment";
  return undefined;
}

function httpUrlProblem(uri: string, longest: number): string | undefined {
  const parsed = URL.parse(uri);
  if (!parsed || !["http:", "https:"].includes(parsed.protocol))
    return "expected a URL with the scheme http, https";
  if (uri.length > longest) return `URL must not be longer than ${longest} characters`;
  return undefined;
}

function identifierUriProblem(uri: string): string | undefined {
  const parsed = URL.parse(uri);
  if (!parsed || !["http:", "https:", "api:", "urn:", "ms-appx:"].includes(parsed.protocol)) {
    return "expected a URI with the scheme http, https, api, urn, ms-appx";
  }
  if (uri.endsWith("/") || uri.includes("#") || uri.includes("?")) {
    return "identifier URI must not end in a slash or have a query or a fragment";
  }
  return undefined;
}

function problem(
  property: string,
  value: PropertyValue,
  reason: string | undefined,
): readonly CheckFailure[] {
  return reason === undefined ? [] : [{ property, reason: `${reason}, got ${shown(value)}` }];
}
