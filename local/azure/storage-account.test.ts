import { describe, it } from "vitest";
import { accountKey, findAccount } from "./storage-account.ts";
import { createTestAzure, subscriptionId } from "./test-azure.ts";

const type = "storage:StorageAccount";
const inputs = { resourceGroupName: "rg", kind: "StorageV2", sku: { name: "Standard_LRS" } };

async function azureWithGroup() {
  const azure = createTestAzure();
  await azure.create("resources:ResourceGroup", "group", { resourceGroupName: "rg", location: "East US 2" });
  return azure;
}

describe("a storage account", () => {
  it("is answered as Azure answers it", async ({ expect }) => {
    const azure = await azureWithGroup();
    const account = await azure.create(type, "packages", { ...inputs, accountName: "packages1" });
    expect(account.id).toBe(
      `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/packages1`,
    );
    expect(account.outputs).toMatchObject({
      name: "packages1",
      kind: "StorageV2",
      sku: { name: "Standard_LRS", tier: "Standard" },
      location: "eastus2",
      primaryEndpoints: { blob: "https://packages1.blob.core.windows.net/" },
      statusOfPrimary: "available",
      provisioningState: "Succeeded",
      type: "Microsoft.Storage/storageAccounts",
    });
    expect(account.outputs).not.toHaveProperty("accountName");
  });

  it("never answers with its key", async ({ expect }) => {
    const azure = await azureWithGroup();
    const account = await azure.create(type, "packages", inputs);
    const found = findAccount(azure.arm, account.outputs["name"] as string);
    if (!found) throw new Error("the account is gone");
    expect(JSON.stringify(await azure.read(account))).not.toContain(accountKey(found));
  });

  it("is named after its logical name with 8 hex digits", async ({ expect }) => {
    const azure = await azureWithGroup();
    const account = await azure.create(type, "packages", inputs);
    expect(account.outputs["name"]).toMatch(/^packages[0-9a-f]{8}$/);
    expect(await azure.diff(account, inputs)).toEqual([]);
  });

  it("keeps to Azure's rules for names, also where the name is made up", async ({ expect }) => {
    const azure = await azureWithGroup();
    const failures = (accountName: string) => azure.failures(type, "a", { ...inputs, accountName });
    for (const good of ["abc", "a1b2", "x".repeat(24)]) expect(await failures(good)).toEqual([]);
    for (const bad of ["ab", "Abc", "a-b", "x".repeat(25)]) {
      expect(await failures(bad)).toEqual([
        `accountName: ${bad} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`,
      ]);
    }
    expect(await azure.failures(type, "my-packages", inputs)).toHaveLength(1);
  });

  it("needs a kind and a SKU", async ({ expect }) => {
    const azure = await azureWithGroup();
    expect(await azure.failures(type, "a", { resourceGroupName: "rg", sku: {} })).toEqual([
      "kind: missing required property 'kind'",
      "sku.name: missing required property 'sku.name'",
    ]);
  });

  it("has a name that no other account in Azure has", async ({ expect }) => {
    const azure = await azureWithGroup();
    await azure.create("resources:ResourceGroup", "two", { resourceGroupName: "rg-2", location: "eastus2" });
    await azure.create(type, "a", { ...inputs, accountName: "packages1" });
    await expect(
      azure.create(type, "b", { ...inputs, accountName: "packages1", resourceGroupName: "rg-2" }),
    ).rejects.toMatchObject({
      code: "StorageAccountInAnotherResourceGroup",
      message: "The account packages1 is already in another resource group in this subscription.",
    });
    await expect(azure.create(type, "b", { ...inputs, accountName: "packages1" })).rejects.toMatchObject({
      code: "ResourceAlreadyExists",
    });
  });

  it("takes its containers and blobs along", async ({ expect }) => {
    const azure = await azureWithGroup();
    const account = await azure.create(type, "a", { ...inputs, accountName: "packages1" });
    const below = { resourceGroupName: "rg", accountName: "packages1", containerName: "zips" };
    await azure.create("storage:BlobContainer", "c", below);
    await azure.create("storage:Blob", "b", below);
    expect(azure.arm.blobs.size).toBe(1);
    await azure.delete(account);
    expect(azure.arm.resources.size).toBe(1);
    expect(azure.arm.blobs.size).toBe(0);
  });
});
