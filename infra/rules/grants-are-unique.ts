import { ofType, type Finding, type Graph, type Resource } from "./graph.ts";
import { GRANT } from "./registrations.ts";
import { textAt } from "./values.ts";

/** One grant per client, API and user: Entra refuses a second one. contract: entra A6 */
export function grantsAreUnique(graph: Graph): readonly Finding[] {
  const seen = new Set<string>();
  return ofType(graph, GRANT)
    .filter((grant) => {
      const isSecond = seen.has(keyOf(grant));
      seen.add(keyOf(grant));
      return isSecond;
    })
    .map((resource) => ({ resource, message: "grants once more what another grant covers (409 in Entra)" }));
}

function keyOf({ inputs }: Resource): string {
  return ["servicePrincipalObjectId", "resourceServicePrincipalObjectId", "userObjectId"]
    .map((name) => textAt(inputs, name) ?? "")
    .join(" ");
}
