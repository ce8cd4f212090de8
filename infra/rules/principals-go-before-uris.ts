import { isAfter, ofType, type Finding, type Graph } from "./graph.ts";
import { SERVICE_PRINCIPAL, applicationWith, identifierUrisOf } from "./registrations.ts";
import { textAt } from "./values.ts";

/** A destroy that removes the URI and the service principal at once can fail half-way with 404. contract: entra A2 */
export function principalsGoBeforeUris(graph: Graph): readonly Finding[] {
  return ofType(graph, SERVICE_PRINCIPAL).flatMap((resource) => {
    const application = applicationWith(graph, textAt(resource.inputs, "clientId"));
    const uris = application ? identifierUrisOf(graph, application) : [];
    return uris
      .filter((uri) => !isAfter(graph, resource, uri))
      .map((uri) => ({
        resource,
        message: `is not declared after ${uri.name}, so a destroy may delete that first`,
      }));
  });
}
