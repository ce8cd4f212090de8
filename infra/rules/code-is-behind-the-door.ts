import { isAfter, ofType, type Finding, type Graph } from "./graph.ts";
import { APP_SETTINGS, AUTH_SETTINGS, SITE, configurationOf, siteOf } from "./sites.ts";
import { listAt } from "./values.ts";

/**
 * No moment exists in which the code answers without authentication: the app settings, which mount it, wait for the
 * auth settings of their site. Settings inside the site would come with it, before any lock. contract: pulumi 3.2
 */
export function codeIsBehindTheDoor(graph: Graph): readonly Finding[] {
  const early = ofType(graph, APP_SETTINGS).flatMap((resource) => {
    const site = siteOf(graph, resource);
    const locks = site ? configurationOf(graph, site, ...AUTH_SETTINGS) : [];
    return locks.length > 0 && locks.every((lock) => isAfter(graph, resource, lock))
      ? []
      : [{ resource, message: "can mount the code before the site's auth settings are there" }];
  });
  const inside = ofType(graph, SITE)
    .filter(({ inputs }) => listAt(inputs, "siteConfig.appSettings").length > 0)
    .map((resource) => ({
      resource,
      message: "has siteConfig.appSettings, which come before its auth settings",
    }));
  return [...early, ...inside];
}
