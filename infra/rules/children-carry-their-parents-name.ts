import type { Finding, Graph } from "./graph.ts";

const STACK = "pulumi:pulumi:Stack";

/** A component can be declared twice without its children clashing. */
export function childrenCarryTheirParentsName(graph: Graph): readonly Finding[] {
  const components = new Map(
    graph.filter(({ custom, type }) => !custom && type !== STACK).map(({ urn, name }) => [urn, name]),
  );
  return graph
    .filter(({ parent, name }) => !name.startsWith(components.get(parent ?? "") ?? ""))
    .map((resource) => ({ resource, message: `lacks the prefix ${components.get(resource.parent ?? "")}` }));
}
