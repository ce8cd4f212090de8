import { ofType, type Finding, type Graph } from "./graph.ts";
import { SITE } from "./sites.ts";
import { textAt } from "./values.ts";

const ALLOWED = new Set(["1.2", "1.3"]);

/** Sites, and their deployment sites, speak TLS 1.2 or newer. */
export function minimumTls(graph: Graph): readonly Finding[] {
  return ofType(graph, SITE).flatMap((resource) =>
    ["siteConfig.minTlsVersion", "siteConfig.scmMinTlsVersion"]
      .filter((path) => !ALLOWED.has(textAt(resource.inputs, path) ?? ""))
      .map((path) => ({ resource, message: `has ${path} other than 1.2 or 1.3` })),
  );
}
