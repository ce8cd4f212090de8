import { createHash } from "node:crypto";
import { describe, it } from "vitest";
import type { Properties } from "../provider/values.ts";
import { declaredSite } from "./declared-site.ts";
import { createTestAzure, createTestSite } from "./test-azure.ts";

const url = "https://packages1.blob.core.windows.net/packages/app.zip";
const source = {
  "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17",
  text: "zip",
  hash: createHash("sha256").update("zip").digest("hex"),
};

type Options = { readonly site?: Properties; readonly account?: Properties; readonly container?: Properties };

/** A site, and a package in a container. */
async function azureWithPackage(options: Options = {}) {
  let now = new Date("2026-11-23T12:00:00Z");
  const azure = createTestAzure({ now: () => now });
  const { site } = await createTestSite(azure, options.site);
  const account = { resourceGroupName: "rg-test", accountName: "packages1" };
  await azure.create("storage:StorageAccount", "a", {
    ...account,
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
    ...options.account,
  });
  const container = { ...account, containerName: "packages" };
  await azure.create("storage:BlobContainer", "c", { ...container, ...options.container });
  const blob = await azure.create("storage:Blob", "b", { ...container, blobName: "app.zip", source });

  const result = await azure.invoke("azure-native:storage:listStorageAccountServiceSAS", {
    ...account,
    canonicalizedResource: "/blob/packages1/packages/app.zip",
    resource: "b",
    permissions: "r",
    sharedAccessExpiryTime: "2027-01-01",
  });
  const { value: sas } = result["serviceSasToken"] as { value: string };

  return {
    azure,
    blob,
    sas,
    setTime: (text: string) => {
      now = new Date(text);
    },
    packageOf: async (setting: string, more: Properties = {}) => {
      await azure.create("web:WebAppApplicationSettings", "s", {
        resourceGroupName: "rg-test",
        name: "raptor-client",
        properties: { WEBSITE_RUN_FROM_PACKAGE: setting, ...more },
      });
      return declaredSite(azure.arm, site.id)?.package;
    },
  };
}

function problem(text: string) {
  return { url, problem: text };
}

describe("a package by URL", () => {
  it("is the blob's content, and its address is shown without the SAS", async ({ expect }) => {
    const { packageOf, sas } = await azureWithPackage();
    expect(await packageOf(`${url}?${sas}`)).toEqual({ url, zip: Buffer.from("zip") });
  });

  it("cannot be had with a changed or expired SAS", async ({ expect }) => {
    const { packageOf, sas, setTime } = await azureWithPackage();
    expect(await packageOf(`${url}?${sas.replace("se=2027", "se=2028")}`)).toEqual(
      problem(expect.stringContaining("403 AuthenticationFailed") as string),
    );
    setTime("2027-01-01T00:00:00Z");
    expect(await packageOf(`${url}?${sas}`)).toEqual(
      problem(expect.stringContaining("Expiry [2027-01-01]") as string),
    );
  });

  it("cannot be had when the blob, the container or the account is gone, or was never there", async ({
    expect,
  }) => {
    const { azure, blob, packageOf, sas } = await azureWithPackage();
    await azure.delete(blob);
    expect(await packageOf(`${url}?${sas}`)).toEqual(
      problem("404 BlobNotFound: The specified blob does not exist."),
    );
    expect(await packageOf("https://gone.blob.core.windows.net/packages/app.zip")).toMatchObject({
      problem: "the host gone.blob.core.windows.net does not exist",
    });
    expect(await packageOf("https://example.com/app.zip")).toMatchObject({
      problem: "the host example.com does not exist",
    });
  });

  it("cannot be had with a SAS where the account takes no keys", async ({ expect }) => {
    const { azure, packageOf, sas } = await azureWithPackage();
    const account = [...azure.arm.resources.values()].find(({ type }) => type.endsWith("StorageAccount"));
    if (!account) throw new Error("the account is gone");
    const urn = "urn:pulumi:test::raptor::azure-native:storage:StorageAccount::a";
    const { id, inputs } = account;
    await azure.update({ urn, id, inputs, outputs: {} }, { ...inputs, allowSharedKeyAccess: false });
    expect(await packageOf(`${url}?${sas}`)).toEqual(
      problem(expect.stringContaining("403 KeyBasedAuthenticationNotPermitted") as string),
    );
  });

  it("has an address that can be read", async ({ expect }) => {
    const { packageOf } = await azureWithPackage();
    expect(await packageOf("https://packages1.blob.core.windows.net/packages/%zz.zip")).toMatchObject({
      problem: expect.stringContaining("400 InvalidUri") as string,
    });
  });

  it("has a path that ends in .zip", async ({ expect }) => {
    const { packageOf } = await azureWithPackage();
    expect(await packageOf("https://packages1.blob.core.windows.net/packages/app?a=.zip")).toMatchObject({
      problem: expect.stringContaining("must end in .zip") as string,
    });
  });
});

describe("a package without a SAS", () => {
  it("is private: nobody without an identity gets it", async ({ expect }) => {
    const { packageOf } = await azureWithPackage();
    expect(await packageOf(url)).toEqual(
      problem("409 PublicAccessNotPermitted: Public access is not permitted on this storage account."),
    );
    const open = await azureWithPackage({ account: { allowBlobPublicAccess: true } });
    expect(await open.packageOf(url)).toEqual(
      problem("404 ResourceNotFound: The specified resource does not exist."),
    );
  });

  it("is there for everyone in a public container", async ({ expect }) => {
    const { packageOf } = await azureWithPackage({
      account: { allowBlobPublicAccess: true },
      container: { publicAccess: "Blob" },
    });
    expect(await packageOf(url)).toHaveProperty("zip");
  });

  it("is read as the site itself where the site has an identity and the role", async ({ expect }) => {
    const { azure, blob, packageOf } = await azureWithPackage({
      site: { identity: { type: "SystemAssigned" } },
    });
    expect(await packageOf(url)).toEqual(
      problem(expect.stringContaining("needs the role Storage Blob Data Reader") as string),
    );
    const [principalId] = azure.directory.principals;
    await azure.create("authorization:RoleAssignment", "read", {
      scope: blob.id.slice(0, blob.id.indexOf("/blobServices/")),
      principalId: principalId ?? "",
      principalType: "ServicePrincipal",
      roleDefinitionId:
        "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    });
    expect(await packageOf(url)).toHaveProperty("zip");
  });

  it("cannot be read by an identity that the site does not have", async ({ expect }) => {
    const { azure, packageOf } = await azureWithPackage();
    const identity = await azure.create("managedidentity:UserAssignedIdentity", "i", {
      resourceGroupName: "rg-test",
    });
    expect(await packageOf(url, { WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity.id })).toEqual(
      problem(expect.stringContaining(`the site has no identity ${identity.id}`) as string),
    );
  });
});

describe("a site", () => {
  it("without the setting, or with 0, runs from no package", async ({ expect }) => {
    const { packageOf } = await azureWithPackage();
    expect(await packageOf("")).toBeUndefined();
    expect(await packageOf("0")).toBeUndefined();
  });

  it("with 1 waits for a package that nobody can deploy to it", async ({ expect }) => {
    const { packageOf } = await azureWithPackage();
    expect(await packageOf("1")).toMatchObject({
      problem: expect.stringContaining("no package was ever deployed") as string,
    });
    expect(await packageOf("yes")).toMatchObject({
      problem: expect.stringContaining("neither 0, nor 1, nor a URL") as string,
    });
  });
});
