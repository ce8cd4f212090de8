import { createRequire } from "node:module";
import type { Invoke, ResourceHandler } from "../provider/handler.ts";
import { createProvider, type Provider } from "../provider/provider.ts";
import { appServicePlanHandler } from "./app-service-plan.ts";
import type { Arm } from "./arm.ts";
import { blobContainerHandler } from "./blob-container.ts";
import { blobHandler } from "./blob.ts";
import { clientConfig } from "./client-config.ts";
import { listServiceSas } from "./list-service-sas.ts";
import { publishingPolicyHandlers } from "./publishing-policy.ts";
import { resourceGroupHandler } from "./resource-group.ts";
import { roleAssignmentHandler } from "./role-assignment.ts";
import { storageAccountHandler } from "./storage-account.ts";
import { userAssignedIdentityHandler } from "./user-assigned-identity.ts";
import { webAppApplicationSettingsHandler } from "./web-app-application-settings.ts";
import { webAppAuthSettingsHandler } from "./web-app-auth-settings.ts";
import { webAppHandler } from "./web-app.ts";

/** Handlers of all resource types that local Azure serves. */
export function azureHandlers(arm: Arm): readonly ResourceHandler[] {
  return [
    resourceGroupHandler(arm),
    appServicePlanHandler(arm),
    webAppHandler(arm),
    webAppAuthSettingsHandler(arm),
    webAppApplicationSettingsHandler(arm),
    ...publishingPolicyHandlers(arm),
    storageAccountHandler(arm),
    blobContainerHandler(arm),
    blobHandler(arm),
    userAssignedIdentityHandler(arm),
    roleAssignmentHandler(arm),
  ];
}

/** The functions that local Azure serves. */
export function azureInvokes(arm: Arm): readonly Invoke[] {
  return [clientConfig(arm), listServiceSas(arm)];
}

/** Stands in for the azure-native plugin of the installed SDK's version. contract: pulumi 4.4 */
export function createAzureProvider(arm: Arm): Provider {
  const sdk = createRequire(import.meta.url)("@pulumi/azure-native/package.json") as {
    readonly version: string;
  };
  return createProvider({
    name: "azure-native",
    version: sdk.version,
    handlers: azureHandlers(arm),
    invokes: azureInvokes(arm),
  });
}
