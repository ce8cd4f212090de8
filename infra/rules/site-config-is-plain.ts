import { ofType, type Finding, type Graph } from "./graph.ts";
import { SITE } from "./sites.ts";
import { isObject, isUnknown, leaves, revealed } from "./values.ts";

/** One unknown or secret value in siteConfig hides all of it from previews and diffs. contract: pulumi 3.1 */
export function siteConfigIsPlain(graph: Graph): readonly Finding[] {
  return ofType(graph, SITE).flatMap((resource) => {
    const siteConfig = resource.inputs["siteConfig"];
    if (!isObject(revealed(siteConfig))) return [{ resource, message: "has an unknown or no siteConfig" }];
    return leaves({ siteConfig: siteConfig ?? null })
      .filter(({ value, secret }) => secret || isUnknown(value))
      .map(({ path, secret }) => ({
        resource,
        message: `has ${secret ? "a secret" : "an unknown value"} at ${path}`,
      }));
  });
}
