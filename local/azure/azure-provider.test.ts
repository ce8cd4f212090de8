import { createHash } from "node:crypto";
import { describe, it, onTestFinished } from "vitest";
import { fileAsset, maskSecrets, type Properties } from "../provider/values.ts";
import { declaredSite } from "./declared-site.ts";
import { createAzureProvider } from "./azure-provider.ts";
import { createArm } from "./arm.ts";
import { createTestAzure, createTestSite, subscriptionId, tenantId, type TestAzure } from "./test-azure.ts";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const reader = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`;

async function uploadPackage(azure: TestAzure) {
  const directory = mkdtempSync(join(tmpdir(), "package-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const path = join(directory, "app.zip");
  writeFileSync(path, "PK zip");
  const hash = createHash("sha256").update("PK zip").digest("hex");
  const account = await azure.create("storage:StorageAccount", "packages", {
    resourceGroupName: "rg-test",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
  });
  const accountName = account.outputs["name"] as string;
  const container = await azure.create("storage:BlobContainer", "packages", {
    resourceGroupName: "rg-test",
    accountName,
    containerName: "packages",
  });
  const blob = await azure.create("storage:Blob", "package", {
    resourceGroupName: "rg-test",
    accountName,
    containerName: "packages",
    blobName: "app.zip",
    source: fileAsset(path, hash),
  });
  return { account, accountName, container, blob, url: blob.outputs["url"] as string };
}

function appSettings(azure: TestAzure, properties: Properties) {
  return azure.create("web:WebAppApplicationSettings", "settings", {
    resourceGroupName: "rg-test",
    name: "raptor-client",
    properties,
  });
}

describe("a whole deployment", () => {
  it("serves the version of the installed SDK under the SDK's name", ({ expect }) => {
    const provider = createAzureProvider(
      createArm({
        subscriptionId,
        tenantId,
        directory: { add: () => ({ clientId: "", principalId: "" }), remove() {}, has: () => false },
        hooks: { siteChanged: () => Promise.resolve() },
      }),
    );
    expect(provider.name).toBe("azure-native");
    expect(provider.version).toMatch(/^3\.\d+\.\d+$/);
  });

  it("declares a site whose package is read through a SAS", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const { accountName, url } = await uploadPackage(azure);
    const result = await azure.invoke("azure-native:storage:listStorageAccountServiceSAS", {
      accountName,
      resourceGroupName: "rg-test",
      canonicalizedResource: `/blob/${accountName}/packages/app.zip`,
      resource: "b",
      permissions: "r",
      protocols: "https",
      sharedAccessStartTime: "2025-01-01",
      sharedAccessExpiryTime: "2050-01-01",
    });
    expect(maskSecrets(result["serviceSasToken"] ?? "")).toBe("[secret]");
    const token = (result["serviceSasToken"] as { value: string }).value;
    await appSettings(azure, { WEBSITE_RUN_FROM_PACKAGE: `${url}?${token}`, BACKEND_URL: "https://x" });

    const declared = declaredSite(azure.arm, site.id);
    expect(declared).toMatchObject({
      name: "raptor-client",
      defaultHostName: "raptor-client.azurewebsites.net",
      enabled: true,
      httpsOnly: true,
      linuxFxVersion: "NODE|24-lts",
      appCommandLine: "node server.cjs",
      authSettings: undefined,
      appSettings: { BACKEND_URL: "https://x" },
    });
    expect(declared?.package).toEqual({ url, zip: Buffer.from("PK zip") });
  });

  it("declares a site whose package is read by its identity", async ({ expect }) => {
    const azure = createTestAzure();
    await azure.create("resources:ResourceGroup", "group", {
      resourceGroupName: "rg-test",
      location: "eastus2",
    });
    const identity = await azure.create("managedidentity:UserAssignedIdentity", "identity", {
      resourceGroupName: "rg-test",
      resourceName: "raptor-identity",
    });
    await azure.create("web:AppServicePlan", "plan", {
      resourceGroupName: "rg-test",
      name: "plan",
      reserved: true,
      sku: { name: "B1" },
    });
    const site = await azure.create("web:WebApp", "site", {
      resourceGroupName: "rg-test",
      name: "raptor-client",
      serverFarmId: `/subscriptions/${subscriptionId}/resourceGroups/RG-TEST/providers/Microsoft.Web/serverFarms/plan`,
      identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
    });
    const { url, container } = await uploadPackage(azure);
    const settings = {
      WEBSITE_RUN_FROM_PACKAGE: url,
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity.id,
    };
    await appSettings(azure, settings);
    expect(declaredSite(azure.arm, site.id)?.package).toMatchObject({
      problem: expect.stringContaining("403 AuthorizationPermissionMismatch"),
    });

    await azure.create("authorization:RoleAssignment", "read", {
      scope: container.id,
      principalId: identity.outputs["principalId"] as string,
      principalType: "ServicePrincipal",
      roleDefinitionId: reader,
    });
    const declared = declaredSite(azure.arm, site.id);
    expect(declared?.package).toHaveProperty("zip");
    expect(declared?.identities).toEqual([
      {
        id: identity.id,
        clientId: identity.outputs["clientId"],
        principalId: identity.outputs["principalId"],
      },
    ]);
  });

  it("announces a site when it is created, when its settings change and when its group takes it along", async ({
    expect,
  }) => {
    const azure = createTestAzure();
    const { group, site } = await createTestSite(azure);
    const auth = await azure.create("web:WebAppAuthSettingsV2", "auth", {
      resourceGroupName: "rg-test",
      name: "raptor-client",
      platform: { enabled: true },
    });
    expect(declaredSite(azure.arm, site.id)?.authSettings).toEqual({ platform: { enabled: true } });
    await azure.delete(auth);
    expect(declaredSite(azure.arm, site.id)?.authSettings).toEqual({ platform: { enabled: false } });
    await azure.delete(group);
    expect(azure.announced).toEqual([
      "created raptor-client",
      "changed raptor-client",
      "changed raptor-client",
      "deleted raptor-client",
    ]);
    expect(azure.arm.resources.size).toBe(0);
    expect(declaredSite(azure.arm, site.id)).toBeUndefined();
  });

  it("takes a site back when its door cannot open", async ({ expect }) => {
    const announced: string[] = [];
    const azure = createTestAzure({
      hooks: {
        siteChanged: (_id, change) => {
          announced.push(change);
          return change === "created" ? Promise.reject(new Error("port 8401 is taken")) : Promise.resolve();
        },
      },
    });
    const identity = { type: "SystemAssigned" };
    await expect(createTestSite(azure, { identity })).rejects.toThrow("port 8401 is taken");
    expect(announced).toEqual(["created"]);
    expect(azure.directory.principals.size).toBe(0);
    expect([...azure.arm.resources.values()].map((resource) => resource.type)).toEqual([
      "azure-native:resources:ResourceGroup",
      "azure-native:web:AppServicePlan",
    ]);
  });
});
