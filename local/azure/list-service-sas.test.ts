import { describe, it } from "vitest";
import { secret, type Properties } from "../provider/values.ts";
import { createTestAzure } from "./test-azure.ts";

const token = "azure-native:storage:listStorageAccountServiceSAS";

async function azureWithAccount() {
  const azure = createTestAzure();
  await azure.create("resources:ResourceGroup", "group", { resourceGroupName: "rg", location: "eastus2" });
  await azure.create("storage:StorageAccount", "a", {
    resourceGroupName: "rg",
    accountName: "packages1",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
  });
  const args = {
    accountName: "packages1",
    resourceGroupName: "rg",
    canonicalizedResource: "/blob/packages1/packages/app.zip",
    resource: "b",
    permissions: "r",
    protocols: "https",
    sharedAccessStartTime: "2025-01-01",
    sharedAccessExpiryTime: "2050-01-01",
  };
  return { azure, list: (changes: Properties = {}) => azure.invoke(token, { ...args, ...changes }) };
}

describe("listStorageAccountServiceSAS", () => {
  it("answers a secret token, the same one every time", async ({ expect }) => {
    const { list } = await azureWithAccount();
    const first = await list();
    const { value } = first["serviceSasToken"] as { value: string };
    expect(first).toEqual({ serviceSasToken: secret(value) });
    expect(value).toMatch(/^sv=2015-04-05&sr=b&sp=r&st=2025-01-01&se=2050-01-01&spr=https&sig=/);
    expect(await list()).toEqual(first);
  });

  it("answers the same token for the same account in another run", async ({ expect }) => {
    expect(await (await azureWithAccount()).list()).toEqual(await (await azureWithAccount()).list());
  });

  it("needs an account and its group", async ({ expect }) => {
    const { list } = await azureWithAccount();
    await expect(list({ accountName: "gone" })).rejects.toMatchObject({ code: "ResourceNotFound" });
    await expect(list({ resourceGroupName: "gone" })).rejects.toMatchObject({
      code: "ResourceGroupNotFound",
    });
  });

  it.each([
    ["canonicalizedResource", "/blob/other/packages/app.zip", "canonicalizedResource"],
    ["canonicalizedResource", "/blob/packages1/packages", "canonicalizedResource"],
    ["canonicalizedResource", "packages/app.zip", "canonicalizedResource"],
    ["resource", "f", "signedResource"],
    ["permissions", "x", "signedPermission"],
    ["permissions", "", "signedPermission"],
    ["protocols", "http", "signedProtocol"],
    ["sharedAccessExpiryTime", "tomorrow", "signedExpiry"],
    ["sharedAccessExpiryTime", "2026-11-22", "signedExpiry"],
    ["sharedAccessStartTime", "2051-01-01", "signedStart"],
  ])("refuses %s '%s' by the name that Azure gives it", async (argument, value, field) => {
    const { list } = await azureWithAccount();
    const failure: unknown = await list({ [argument]: value }).catch((error: unknown) => error);
    if (!(failure instanceof Error)) throw new Error("it was not refused");
    if (
      !failure.message.startsWith(
        `Values for request parameters are invalid: ${field}. Got '${value}'; allowed: `,
      )
    ) {
      throw failure;
    }
  });

  it("signs a container without a blob", async ({ expect }) => {
    const { list } = await azureWithAccount();
    const result = await list({ resource: "c", canonicalizedResource: "/blob/packages1/packages" });
    expect((result["serviceSasToken"] as { value: string }).value).toContain("sr=c");
  });
});
