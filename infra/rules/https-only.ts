import { ofType, type Finding, type Graph } from "./graph.ts";
import { AUTH_SETTINGS, SITE } from "./sites.ts";
import { at } from "./values.ts";

/** Sites answer plain HTTP with a redirect, by the platform and by the front door. */
export function httpsOnly(graph: Graph): readonly Finding[] {
  const sites = ofType(graph, SITE)
    .filter(({ inputs }) => at(inputs, "httpsOnly") !== true)
    .map((resource) => ({ resource, message: "does not have httpsOnly" }));
  const doors = ofType(graph, ...AUTH_SETTINGS)
    .filter(({ inputs }) => at(inputs, "httpSettings.requireHttps") === false)
    .map((resource) => ({ resource, message: "have requireHttps off" }));
  return [...sites, ...doors];
}
