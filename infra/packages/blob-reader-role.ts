/** Storage Blob Data Reader: the same id in every tenant. contract: pulumi 5.1 */
const STORAGE_BLOB_DATA_READER = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";

/**
 * The role that may read blobs, in the subscription of the resource with this ARM id. Azure answers with the
 * subscription in the role's id, so an id without it would differ at every refresh.
 */
export function blobReaderRole(armId: string): string {
  const subscription = /^\/subscriptions\/[^/]+/.exec(armId)?.[0] ?? "";
  return `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${STORAGE_BLOB_DATA_READER}`;
}
