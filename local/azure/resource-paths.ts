const GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";

/** Path templates of the ids, as Azure's REST API has them. */
export const resourcePaths = {
  resourceGroup: GROUP,
  plan: `${GROUP}/providers/Microsoft.Web/serverfarms/{name}`,
  site: `${GROUP}/providers/Microsoft.Web/sites/{name}`,
  authSettings: `${GROUP}/providers/Microsoft.Web/sites/{name}/config/authsettingsV2`,
  appSettings: `${GROUP}/providers/Microsoft.Web/sites/{name}/config/appsettings`,
  ftpPolicy: `${GROUP}/providers/Microsoft.Web/sites/{name}/basicPublishingCredentialsPolicies/ftp`,
  scmPolicy: `${GROUP}/providers/Microsoft.Web/sites/{name}/basicPublishingCredentialsPolicies/scm`,
  storageAccount: `${GROUP}/providers/Microsoft.Storage/storageAccounts/{accountName}`,
  container: `${GROUP}/providers/Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}`,
  blob: `${GROUP}/providers/Microsoft.Storage/storageAccounts/{accountName}/blobServices/default/containers/{containerName}/blobs/{blobName}`,
  identity: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}`,
  roleAssignment: "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
} as const;
