import { browserUrl } from "../cloud/addresses.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { maskSecrets, type Properties } from "../provider/values.ts";
import type { Ready } from "./ready.ts";

/** What there is to say of a cloud to which a program with these outputs is deployed. */
export function readyFrom(cloud: Cloud, outputs: Properties): Ready {
  function siteAt(output: string): string | null {
    const declared = outputs[output];
    return typeof declared === "string" ? cloud.browserAddress(declared) : null;
  }
  return {
    frontend: siteAt("frontendUrl"),
    backend: siteAt("backendUrl"),
    signIn: cloud.issuer,
    sites: Object.fromEntries(cloud.sites().map((site) => [site.name, browserUrl(site)])),
    users: cloud.users(),
    outputs: maskSecrets(outputs) as Properties,
  };
}
