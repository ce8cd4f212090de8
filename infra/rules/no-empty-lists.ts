import { ofType, type Finding, type Graph } from "./graph.ts";
import { AUTH_SETTINGS } from "./sites.ts";
import { isEmptyList, leaves } from "./values.ts";

/** In auth settings an empty list means "deny all" in one place and "allow all" in the next. contract: easyauth 3.4 */
export function noEmptyLists(graph: Graph): readonly Finding[] {
  return ofType(graph, ...AUTH_SETTINGS).flatMap((resource) =>
    leaves(resource.inputs)
      .filter(({ value }) => isEmptyList(value))
      .map(({ path }) => ({ resource, message: `have an empty list at ${path}: leave it out, or fill it` })),
  );
}
