import { ofType, type Finding, type Graph } from "./graph.ts";
import { SITE } from "./sites.ts";
import { at } from "./values.ts";

/** No site takes files by FTP. */
export function ftpsOff(graph: Graph): readonly Finding[] {
  return ofType(graph, SITE)
    .filter(({ inputs }) => at(inputs, "siteConfig.ftpsState") !== "Disabled")
    .map((resource) => ({ resource, message: "has siteConfig.ftpsState other than Disabled" }));
}
