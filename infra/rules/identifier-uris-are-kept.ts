import { ofType, type Finding, type Graph } from "./graph.ts";
import { APPLICATION, identifierUrisOf } from "./registrations.ts";

/** An update of the application would take the URI away that ApplicationIdentifierUri added. contract: entra A2 */
export function identifierUrisAreKept(graph: Graph): readonly Finding[] {
  return ofType(graph, APPLICATION)
    .filter(
      (resource) =>
        identifierUrisOf(graph, resource).length > 0 &&
        !resource.options.ignoreChanges.includes("identifierUris"),
    )
    .map((resource) => ({
      resource,
      message: "can lose its identifier URI at an update: it needs ignoreChanges: identifierUris",
    }));
}
