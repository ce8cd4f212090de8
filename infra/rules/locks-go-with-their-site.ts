import { ofType, type Finding, type Graph } from "./graph.ts";
import { APP_SETTINGS, AUTH_SETTINGS, FTP_ALLOWED, SCM_ALLOWED, siteOf } from "./sites.ts";

/**
 * "Deleting" auth settings turns authentication off, "deleting" a publishing policy allows passwords again, and
 * "deleting" app settings empties them. So none of them is ever deleted before its site. contract: pulumi 3.2, 3.3, 3.8
 */
export function locksGoWithTheirSite(graph: Graph): readonly Finding[] {
  return ofType(graph, ...AUTH_SETTINGS, FTP_ALLOWED, SCM_ALLOWED, APP_SETTINGS)
    .filter((resource) => {
      const site = siteOf(graph, resource);
      const { deletedWith, retainOnDelete } = resource.options;
      return retainOnDelete !== true && (!site || deletedWith !== site.urn);
    })
    .map((resource) => ({
      resource,
      message: "would be reset by a destroy while its site still serves: it needs deletedWith the site",
    }));
}
