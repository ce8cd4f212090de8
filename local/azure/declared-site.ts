import type { Properties } from "../provider/values.ts";
import { findResource, type Arm, type ArmResource } from "./arm.ts";
import { formatId, parseId } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { flagAt, listAt, objectAt, requiredTextAt, textAt, without } from "./property-at.ts";
import { sitePackage, type SitePackage } from "./site-package.ts";
import { identityIds } from "./web-app-outputs.ts";

// appservice/site.ts has much the same shape on purpose: neither room knows the other.
/** What is declared about one site, as plain data. Addresses are as on Azure. */
export type DeclaredSite = {
  readonly id: string;
  readonly name: string;
  readonly defaultHostName: string;
  readonly enabled: boolean;
  readonly httpsOnly: boolean;
  readonly linuxFxVersion: string | undefined;
  readonly appCommandLine: string | undefined;
  readonly cors:
    | { readonly allowedOrigins: readonly string[]; readonly supportCredentials: boolean }
    | undefined;
  /** the user-assigned identities of the site that exist */
  readonly identities: readonly {
    readonly id: string;
    readonly clientId: string;
    readonly principalId: string;
  }[];
  readonly appSettings: Readonly<Record<string, string>>;
  /** exactly as declared, without the site's name; undefined: nobody declared any */
  readonly authSettings: Properties | undefined;
  readonly package: SitePackage | undefined;
};

/** Read from the state each time; undefined when there is no such site. */
export function declaredSite(arm: Arm, siteId: string): DeclaredSite | undefined {
  const site = findResource(arm, siteId);
  const parts = parseId(resourcePaths.site, siteId);
  if (!site || !parts) return undefined;
  const appSettings = appSettingsOf(findResource(arm, formatId(resourcePaths.appSettings, parts)));
  const auth = findResource(arm, formatId(resourcePaths.authSettings, parts));
  return {
    id: site.id,
    name: requiredTextAt(site.inputs, "name"),
    defaultHostName: requiredTextAt(site.facts, "defaultHostName"),
    enabled: flagAt(site.inputs, "enabled") ?? true,
    httpsOnly: flagAt(site.inputs, "httpsOnly") ?? false,
    linuxFxVersion: textAt(site.inputs, "siteConfig.linuxFxVersion"),
    appCommandLine: textAt(site.inputs, "siteConfig.appCommandLine"),
    cors: corsOf(site),
    identities: identitiesOf(arm, site),
    appSettings,
    authSettings: auth && without(auth.inputs, ["name", "resourceGroupName", "kind", "azureApiVersion"]),
    package: sitePackage(arm, site, appSettings),
  };
}

function appSettingsOf(resource: ArmResource | undefined): Readonly<Record<string, string>> {
  if (!resource) return {};
  const entries = Object.entries(objectAt(resource.inputs, "properties"));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

function corsOf(site: ArmResource): DeclaredSite["cors"] {
  const cors = objectAt(site.inputs, "siteConfig")["cors"];
  if (cors === undefined || cors === null) return undefined;
  const allowedOrigins = listAt(site.inputs, "siteConfig.cors.allowedOrigins");
  return {
    allowedOrigins: allowedOrigins.filter((origin) => typeof origin === "string"),
    supportCredentials: flagAt(site.inputs, "siteConfig.cors.supportCredentials") ?? false,
  };
}

function identitiesOf(arm: Arm, site: ArmResource): DeclaredSite["identities"] {
  return identityIds(site.inputs).flatMap((id) => {
    const identity = findResource(arm, id);
    if (!identity) return [];
    const clientId = requiredTextAt(identity.facts, "clientId");
    return [{ id: identity.id, clientId, principalId: requiredTextAt(identity.facts, "principalId") }];
  });
}
