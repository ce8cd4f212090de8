import { ofType, type Finding, type Graph } from "./graph.ts";
import { APPLICATION } from "./registrations.ts";
import { SITE, hostOf } from "./sites.ts";
import { textsAt } from "./values.ts";

/** Entra sends codes and tokens to sites of this program only: anyone else's redirect URI could collect them. */
export function redirectUrisAreOurs(graph: Graph): readonly Finding[] {
  const hosts = ofType(graph, SITE).map(hostOf);
  return ofType(graph, APPLICATION).flatMap((resource) =>
    ["web", "singlePageApplication", "publicClient"]
      .flatMap((platform) => textsAt(resource.inputs, `${platform}.redirectUris`))
      .filter((uri) => !isOn(uri, hosts))
      .map((uri) => ({
        resource,
        message: `has the redirect URI ${uri}, which is no callback of a declared site`,
      })),
  );
}

function isOn(uri: string, hosts: readonly (string | undefined)[]): boolean {
  const url = URL.parse(uri);
  return (
    url?.protocol === "https:" && hosts.includes(url.host) && url.pathname.endsWith("/login/aad/callback")
  );
}
