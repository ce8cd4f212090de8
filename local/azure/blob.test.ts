import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { fileAsset } from "../provider/values.ts";
import { createTestAzure } from "./test-azure.ts";

const type = "storage:Blob";
const inputs = {
  resourceGroupName: "rg",
  accountName: "packages1",
  containerName: "packages",
  type: "Block",
};

async function azureWithContainer(options: { directory?: string; allowSharedKeyAccess?: boolean } = {}) {
  const azure = createTestAzure({
    programDirectories: options.directory === undefined ? [] : [options.directory],
  });
  await azure.create("resources:ResourceGroup", "group", { resourceGroupName: "rg", location: "eastus2" });
  await azure.create("storage:StorageAccount", "a", {
    resourceGroupName: "rg",
    accountName: "packages1",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    allowSharedKeyAccess: options.allowSharedKeyAccess ?? true,
  });
  await azure.create("storage:BlobContainer", "c", {
    resourceGroupName: "rg",
    accountName: "packages1",
    containerName: "packages",
  });
  return azure;
}

function file(content: string) {
  const directory = mkdtempSync(join(tmpdir(), "blob-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, "app.zip"), content);
  return { directory, asset: fileAsset("app.zip", createHash("sha256").update(content).digest("hex")) };
}

describe("a blob", () => {
  it("holds the file that the program declared, found relative to the program's directory", async ({
    expect,
  }) => {
    const { directory, asset } = file("content");
    const azure = await azureWithContainer({ directory });
    const blob = await azure.create(type, "b", { ...inputs, blobName: "App.zip", source: asset });
    expect(blob.id).toMatch(/\/blobServices\/default\/containers\/packages\/blobs\/App\.zip$/);
    expect(blob.outputs).toMatchObject({
      name: "App.zip",
      url: "https://packages1.blob.core.windows.net/packages/App.zip",
      contentMd5: createHash("md5").update("content").digest("base64"),
      contentType: "application/octet-stream",
      type: "Block",
    });
    expect([...azure.arm.blobs.values()].map(String)).toEqual(["content"]);
  });

  it("is named as its logical name, without a suffix", async ({ expect }) => {
    const azure = await azureWithContainer();
    expect((await azure.create(type, "readme", inputs)).outputs["name"]).toBe("readme");
  });

  it("needs a container and an account", async ({ expect }) => {
    const azure = await azureWithContainer();
    await expect(azure.create(type, "b", { ...inputs, containerName: "gone" })).rejects.toMatchObject({
      code: "ContainerNotFound",
      message: "The specified container does not exist.",
    });
    await expect(azure.create(type, "b", { ...inputs, accountName: "gone" })).rejects.toMatchObject({
      code: "ResourceNotFound",
      message: expect.stringContaining(
        "The Resource 'Microsoft.Storage/storageAccounts/gone' under resource group 'rg' was not found.",
      ) as string,
    });
  });

  it("needs an account that takes keys, because azure-native writes with one", async ({ expect }) => {
    const azure = await azureWithContainer({ allowSharedKeyAccess: false });
    await expect(azure.create(type, "b", inputs)).rejects.toMatchObject({
      code: "KeyBasedAuthenticationNotPermitted",
    });
  });

  it("is not created when its file is missing, and can be created later", async ({ expect }) => {
    const { directory, asset } = file("content");
    const azure = await azureWithContainer({ directory });
    const missing = { ...asset, path: "gone.zip" };
    await expect(azure.create(type, "b", { ...inputs, source: missing })).rejects.toThrow(
      "'gone.zip' does not exist",
    );
    await azure.create(type, "b", { ...inputs, source: asset });
  });

  it("is replaced by new content, and not by the same content in another place", async ({ expect }) => {
    const { directory, asset } = file("content");
    const azure = await azureWithContainer({ directory });
    const blob = await azure.create(type, "b", { ...inputs, source: asset });
    expect(await azure.diff(blob, { ...inputs, source: file("other").asset })).toEqual(["replace source"]);
    expect(await azure.diff(blob, { ...inputs, source: { ...asset, path: "elsewhere.zip" } })).toEqual([]);
    expect(await azure.diff(blob, { ...inputs, source: asset, contentType: "application/zip" })).toEqual([
      "contentType",
    ]);
  });

  it("keeps its content when its properties change", async ({ expect }) => {
    const { directory, asset } = file("content");
    const azure = await azureWithContainer({ directory });
    const blob = await azure.create(type, "b", { ...inputs, source: asset });
    rmSync(join(directory, "app.zip"));
    const updated = await azure.update(blob, { ...inputs, source: asset, metadata: { a: "b" } });
    expect(updated.outputs).toMatchObject({ metadata: { a: "b" }, contentMd5: blob.outputs["contentMd5"] });
    expect([...azure.arm.blobs.values()].map(String)).toEqual(["content"]);
  });

  it("of the appending kind has no source", async ({ expect }) => {
    const azure = await azureWithContainer();
    const append = { ...inputs, type: "Append", source: fileAsset("a", "1") };
    expect(await azure.failures(type, "b", append)).toEqual([
      "source: a source cannot be specified for an Append blob",
    ]);
  });
});
