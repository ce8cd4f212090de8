import { ofType, type Finding, type Graph } from "./graph.ts";
import { FTP_ALLOWED, SCM_ALLOWED, SITE, configurationOf } from "./sites.ts";
import { at } from "./values.ts";

/** No site can be written to with a user name and a password. */
export function basicPublishingOff(graph: Graph): readonly Finding[] {
  return ofType(graph, SITE).flatMap((resource) =>
    [FTP_ALLOWED, SCM_ALLOWED]
      .filter((type) => {
        const policies = configurationOf(graph, resource, type);
        return policies.length !== 1 || policies.some(({ inputs }) => at(inputs, "allow") !== false);
      })
      .map((type) => ({
        resource,
        message: `allows basic publishing: it needs one ${type} with allow: false`,
      })),
  );
}
