import type { SiteDeclaration } from "../appservice/site.ts";
import type { DeclaredSite } from "../azure/declared-site.ts";
import { localAppSetting, type SiteAddress } from "./addresses.ts";

/** What a front door and an app get to see of a declared site: the same, with addresses of this machine. */
export function siteDeclaration(declared: DeclaredSite, sites: readonly SiteAddress[]): SiteDeclaration {
  return {
    ...declared,
    appSettings: Object.fromEntries(
      Object.entries(declared.appSettings).map(([name, value]) => [
        name,
        localAppSetting(sites, declared.defaultHostName, value),
      ]),
    ),
  };
}
