/** Pulumi's tokens of the resource types served here. */
export const resourceTypes = {
  resourceGroup: "azure-native:resources:ResourceGroup",
  plan: "azure-native:web:AppServicePlan",
  site: "azure-native:web:WebApp",
  authSettings: "azure-native:web:WebAppAuthSettingsV2",
  appSettings: "azure-native:web:WebAppApplicationSettings",
  ftpPolicy: "azure-native:web:WebAppFtpAllowed",
  scmPolicy: "azure-native:web:WebAppScmAllowed",
  storageAccount: "azure-native:storage:StorageAccount",
  container: "azure-native:storage:BlobContainer",
  blob: "azure-native:storage:Blob",
  identity: "azure-native:managedidentity:UserAssignedIdentity",
  roleAssignment: "azure-native:authorization:RoleAssignment",
} as const;
