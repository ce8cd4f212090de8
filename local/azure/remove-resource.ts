import { idKey } from "./arm-id.ts";
import { resourcesWithin, type Arm, type ArmResource } from "./arm.ts";
import { resourceTypes } from "./resource-types.ts";

/**
 * Removes a resource with everything below it: a resource group with its sites, a site with its settings, an account
 * with its blobs. Identities leave the directory, too, and the doors of the sites close.
 * "undo" takes back a site that never opened its door.
 */
export async function removeResource(arm: Arm, id: string, reason: "delete" | "undo"): Promise<void> {
  const removed = resourcesWithin(arm, id);
  for (const resource of removed) {
    arm.resources.delete(idKey(resource.id));
    arm.blobs.delete(idKey(resource.id));
    leaveDirectory(arm, resource);
  }
  if (reason === "undo") return;
  for (const site of removed.filter((resource) => resource.type === resourceTypes.site)) {
    await arm.hooks.siteChanged(site.id, "deleted");
  }
}

function leaveDirectory(arm: Arm, resource: ArmResource): void {
  const principalId = resource.facts["principalId"];
  if (typeof principalId === "string") arm.directory.remove(principalId);
}
