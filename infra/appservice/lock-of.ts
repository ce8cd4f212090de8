import type { CustomResourceOptions, Resource } from "@pulumi/pulumi";

/**
 * Options of what locks a site. Azure knows no deletion of these: to "delete" auth settings turns authentication off, to
 * "delete" a publishing policy allows passwords again, to "delete" app settings empties them. So they are left alone and
 * go with their site: in a destroy, and also when a rename makes Pulumi create the new one and then delete the old one,
 * which is the same thing in Azure. contract: pulumi 3.2, 3.3, 3.8
 */
export function lockOf(site: Resource): CustomResourceOptions {
  return { deletedWith: site, retainOnDelete: true };
}
