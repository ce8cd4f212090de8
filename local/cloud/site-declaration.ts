import type { AuthSettings, SiteDeclaration } from "../appservice/site.ts";
import type { DeclaredSite } from "../azure/declared-site.ts";
import { isList, isObject, mapProperties, type PropertyValue } from "../provider/values.ts";
import { localAppSetting, localBrowserUri, type SiteAddress } from "./addresses.ts";

/** What a front door and an app get to see of a declared site: the same, with addresses of this machine. */
export function siteDeclaration(declared: DeclaredSite, sites: readonly SiteAddress[]): SiteDeclaration {
  const { authSettings, cors } = declared;
  return {
    ...declared,
    appSettings: Object.fromEntries(
      Object.entries(declared.appSettings).map(([name, value]) => [
        name,
        localAppSetting(sites, declared.defaultHostName, value),
      ]),
    ),
    // allowedExternalRedirectUrls, loginParameters and CORS origins are addresses for browsers
    authSettings: authSettings && (forBrowsers(authSettings, sites) as AuthSettings),
    cors: cors && {
      ...cors,
      allowedOrigins: cors.allowedOrigins.map((origin) => localBrowserUri(sites, origin)),
    },
  };
}

function forBrowsers(value: PropertyValue, sites: readonly SiteAddress[]): PropertyValue {
  if (typeof value === "string") return localBrowserUri(sites, value);
  if (isList(value)) return value.map((item) => forBrowsers(item, sites));
  return isObject(value) ? mapProperties(value, (inner) => forBrowsers(inner, sites)) : value;
}
