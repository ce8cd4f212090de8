import { isAfter, ofType, type Finding, type Graph } from "./graph.ts";
import { APP_SETTINGS } from "./sites.ts";
import { textAt } from "./values.ts";

const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment";

/** A site that reads its package by identity does so only after that identity may. contract: pulumi 5.1 */
export function packageReadersHaveARole(graph: Graph): readonly Finding[] {
  return ofType(graph, APP_SETTINGS).flatMap((resource) => {
    const id = textAt(resource.inputs, "properties.WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID");
    if (id === undefined) return [];
    const identity = ofType(graph, IDENTITY).find((node) => node.id === id);
    const principal = identity && textAt(identity.outputs, "principalId");
    const roles = ofType(graph, ROLE_ASSIGNMENT).filter(
      ({ inputs }) => principal !== undefined && textAt(inputs, "principalId") === principal,
    );
    return roles.some((role) => isAfter(graph, resource, role))
      ? []
      : [{ resource, message: "mount a package before the site's identity may read it" }];
  });
}
