import { createHash } from "node:crypto";
import type { Properties } from "../provider/values.ts";
import { subscriptionId } from "./test-azure.ts";

/** One resource type for the protocol suite: how it is declared, changed, replaced and got wrong. */
export type Case = {
  readonly type: string;
  /** what has to exist, in order */
  readonly needs: readonly string[];
  readonly inputs: Properties;
  readonly id: string;
  /** inputs of a change in place; undefined where there is none */
  readonly changed?: Properties;
  /** inputs of a replacement, and the path that causes it */
  readonly replaced: readonly [inputs: Properties, path: string];
  /** outputs that are unknown in the preview of a create */
  readonly unknown: readonly string[];
  /** inputs that check refuses, with the property it names; undefined where none is */
  readonly bad?: readonly [inputs: Properties, property: string];
  /** Singletons stay: what is left of them after a delete */
  readonly left?: Properties;
};

const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const plan = `${group}/providers/Microsoft.Web/serverfarms/plan`;
const site = `${group}/providers/Microsoft.Web/sites/raptor`;
const account = `${group}/providers/Microsoft.Storage/storageAccounts/packages1`;
const container = `${account}/blobServices/default/containers/packages`;
const assignment = "0f8b9a52-5f0f-4c4c-9d25-3f3a3f1c2b11";
const role = "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
export const deployerId = "5d1a5f42-0d0c-4b6e-9f3c-6f1f0b7f2c11";
export const inGroup = { resourceGroupName: "rg" };

function text(content: string): Properties {
  const hash = createHash("sha256").update(content).digest("hex");
  return { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: content, hash };
}

function setting(
  type: string,
  path: string,
  declared: Properties,
  changed: Properties,
  left: Properties,
): Case {
  return {
    type: `azure-native:web:${type}`,
    needs: ["rg", "plan", "site", "second"],
    inputs: { ...inGroup, name: "raptor", ...declared },
    id: `${site}/${path}`,
    changed: { ...inGroup, name: "raptor", ...changed },
    replaced: [{ ...inGroup, name: "second", ...declared }, "name"],
    unknown: ["type"],
    bad: [{ ...inGroup, ...declared }, "name"],
    left,
  };
}

export const cases: Readonly<Record<string, Case>> = {
  rg: {
    type: "azure-native:resources:ResourceGroup",
    needs: [],
    inputs: { resourceGroupName: "rg", location: "eastus2" },
    id: group,
    changed: { resourceGroupName: "rg", location: "East US 2", tags: { a: "b" } },
    replaced: [{ resourceGroupName: "rg", location: "westus" }, "location"],
    unknown: ["name", "type", "properties"],
    bad: [{ resourceGroupName: "rg.", location: "eastus2" }, "resourceGroupName"],
  },
  plan: {
    type: "azure-native:web:AppServicePlan",
    needs: ["rg"],
    inputs: { ...inGroup, name: "plan", kind: "linux", reserved: true, sku: { name: "B1" } },
    id: plan,
    changed: { ...inGroup, name: "plan", kind: "linux", reserved: true, sku: { name: "B2" } },
    replaced: [{ ...inGroup, name: "plan2", kind: "linux", reserved: true, sku: { name: "B1" } }, "name"],
    unknown: ["status", "numberOfWorkers", "geoRegion"],
    bad: [{ ...inGroup, name: "plan", kind: "linux" }, "reserved"],
  },
  site: {
    type: "azure-native:web:WebApp",
    needs: ["rg", "plan"],
    inputs: { ...inGroup, name: "raptor", serverFarmId: plan, siteConfig: { alwaysOn: true } },
    id: site,
    changed: { ...inGroup, name: "raptor", serverFarmId: plan, siteConfig: { alwaysOn: false } },
    replaced: [{ ...inGroup, name: "other", serverFarmId: plan, siteConfig: { alwaysOn: true } }, "name"],
    unknown: ["defaultHostName", "hostNames", "state", "outboundIpAddresses"],
    bad: [{ ...inGroup, name: "-" }, "name"],
  },
  second: {
    type: "azure-native:web:WebApp",
    needs: ["rg", "plan", "site"],
    inputs: { ...inGroup, name: "second", serverFarmId: plan },
    id: `${group}/providers/Microsoft.Web/sites/second`,
    replaced: [{ ...inGroup, name: "third", serverFarmId: plan }, "name"],
    unknown: ["defaultHostName"],
  },
  auth: setting(
    "WebAppAuthSettingsV2",
    "config/authsettingsV2",
    { platform: { enabled: true } },
    { platform: { enabled: true, runtimeVersion: "~2" } },
    { platform: { enabled: false } },
  ),
  settings: setting(
    "WebAppApplicationSettings",
    "config/appsettings",
    { properties: { A: "1" } },
    { properties: { A: "2" } },
    { properties: {} },
  ),
  ftp: setting(
    "WebAppFtpAllowed",
    "basicPublishingCredentialsPolicies/ftp",
    { allow: false },
    { allow: true },
    { allow: true },
  ),
  scm: setting(
    "WebAppScmAllowed",
    "basicPublishingCredentialsPolicies/scm",
    { allow: false },
    { allow: true },
    { allow: true },
  ),
  account: {
    type: "azure-native:storage:StorageAccount",
    needs: ["rg"],
    inputs: { ...inGroup, accountName: "packages1", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    id: account,
    changed: { ...inGroup, accountName: "packages1", kind: "StorageV2", sku: { name: "Standard_GRS" } },
    replaced: [
      { ...inGroup, accountName: "packages2", kind: "StorageV2", sku: { name: "Standard_LRS" } },
      "accountName",
    ],
    unknown: ["name", "primaryEndpoints", "creationTime"],
    bad: [{ ...inGroup, accountName: "A", kind: "StorageV2", sku: { name: "Standard_LRS" } }, "accountName"],
  },
  container: {
    type: "azure-native:storage:BlobContainer",
    needs: ["rg", "account"],
    inputs: { ...inGroup, accountName: "packages1", containerName: "packages" },
    id: container,
    changed: { ...inGroup, accountName: "packages1", containerName: "packages", metadata: { a: "b" } },
    replaced: [{ ...inGroup, accountName: "packages1", containerName: "other" }, "containerName"],
    unknown: ["name", "etag"],
    bad: [{ ...inGroup, accountName: "packages1", containerName: "A" }, "containerName"],
  },
  blob: {
    type: "azure-native:storage:Blob",
    needs: ["rg", "account", "container"],
    inputs: {
      ...inGroup,
      accountName: "packages1",
      containerName: "packages",
      blobName: "a.zip",
      source: text("a"),
    },
    id: `${container}/blobs/a.zip`,
    changed: {
      ...inGroup,
      accountName: "packages1",
      containerName: "packages",
      blobName: "a.zip",
      source: text("a"),
      contentType: "application/zip",
    },
    replaced: [
      {
        ...inGroup,
        accountName: "packages1",
        containerName: "packages",
        blobName: "a.zip",
        source: text("b"),
      },
      "source",
    ],
    unknown: ["url", "name"],
    bad: [{ ...inGroup, accountName: "packages1", containerName: "packages", blobName: "a." }, "blobName"],
  },
  identity: {
    type: "azure-native:managedidentity:UserAssignedIdentity",
    needs: ["rg"],
    inputs: { ...inGroup, resourceName: "identity" },
    id: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`,
    changed: { ...inGroup, resourceName: "identity", tags: { a: "b" } },
    replaced: [{ ...inGroup, resourceName: "other" }, "resourceName"],
    unknown: ["clientId", "principalId", "name", "tenantId"],
    bad: [{ ...inGroup, resourceName: "a" }, "resourceName"],
  },
  role: {
    type: "azure-native:authorization:RoleAssignment",
    needs: ["rg"],
    inputs: { scope: group, roleAssignmentName: assignment, principalId: deployerId, roleDefinitionId: role },
    id: `${group}/providers/Microsoft.Authorization/roleAssignments/${assignment}`,
    changed: {
      scope: group,
      roleAssignmentName: assignment,
      principalId: deployerId,
      roleDefinitionId: role,
      description: "who deploys",
    },
    replaced: [
      { scope: group, roleAssignmentName: assignment, principalId: "other", roleDefinitionId: role },
      "principalId",
    ],
    unknown: ["name", "createdOn"],
    bad: [{ scope: group, principalId: deployerId, roleDefinitionId: "Reader" }, "roleDefinitionId"],
  },
};
