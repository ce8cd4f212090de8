import { describe, it } from "vitest";
import { createTestAzure } from "./test-azure.ts";

const type = "storage:BlobContainer";
const inputs = { resourceGroupName: "rg", accountName: "packages1", containerName: "packages" };

async function azureWithAccount(allowBlobPublicAccess = false) {
  const azure = createTestAzure();
  await azure.create("resources:ResourceGroup", "group", { resourceGroupName: "rg", location: "eastus2" });
  await azure.create("storage:StorageAccount", "a", {
    resourceGroupName: "rg",
    accountName: "packages1",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    allowBlobPublicAccess,
  });
  return azure;
}

describe("a blob container", () => {
  it("is private by default", async ({ expect }) => {
    const azure = await azureWithAccount();
    const container = await azure.create(type, "c", inputs);
    expect(container.id).toMatch(
      /\/storageAccounts\/packages1\/blobServices\/default\/containers\/packages$/,
    );
    expect(container.outputs).toMatchObject({ name: "packages", publicAccess: "None" });
  });

  it("needs an account", async ({ expect }) => {
    const azure = await azureWithAccount();
    await expect(azure.create(type, "c", { ...inputs, accountName: "gone" })).rejects.toMatchObject({
      code: "ParentResourceNotFound",
    });
  });

  it("is public only where the account allows it", async ({ expect }) => {
    const open = { ...inputs, publicAccess: "Blob" };
    await expect((await azureWithAccount()).create(type, "c", open)).rejects.toMatchObject({
      code: "PublicAccessNotPermitted",
    });
    expect((await (await azureWithAccount(true)).create(type, "c", open)).outputs["publicAccess"]).toBe(
      "Blob",
    );
  });

  it("keeps to Azure's rules for names", async ({ expect }) => {
    const azure = await azureWithAccount();
    const failures = (containerName: string) => azure.failures(type, "c", { ...inputs, containerName });
    for (const good of ["abc", "a-b-c", "1-2-3", "$web", "x".repeat(63)])
      expect(await failures(good)).toEqual([]);
    for (const bad of ["ab", "Abc", "a--b", "-ab", "ab-", "a_b", "x".repeat(64)]) {
      expect(await failures(bad)).toHaveLength(1);
    }
  });
});
