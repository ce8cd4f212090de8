import { ofType, type Finding, type Graph } from "./graph.ts";
import { PLAN, SITE } from "./sites.ts";
import { at, textAt } from "./values.ts";

/** Without `reserved` Azure makes a Windows plan, or replaces the Linux one at the next run. contract: pulumi 3.8 */
export function linuxIsReserved(graph: Graph): readonly Finding[] {
  return ofType(graph, PLAN, SITE)
    .filter(({ inputs }) => /linux/.test(textAt(inputs, "kind") ?? "") && at(inputs, "reserved") !== true)
    .map((resource) => ({ resource, message: "is for Linux and does not have reserved: true" }));
}
