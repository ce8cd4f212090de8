import { describe, it } from "vitest";
import { createTestAzure, createTestSite, subscriptionId } from "./test-azure.ts";

const type = "resources:ResourceGroup";

describe("a resource group", () => {
  it("is answered as Azure answers it", async ({ expect }) => {
    const azure = createTestAzure();
    const group = await azure.create(type, "group", { resourceGroupName: "rg-test", location: "East US 2" });
    expect(group.id).toBe(`/subscriptions/${subscriptionId}/resourceGroups/rg-test`);
    expect(group.outputs).toEqual({
      id: group.id,
      azureApiVersion: "2024-03-01",
      location: "eastus2",
      name: "rg-test",
      properties: { provisioningState: "Succeeded" },
      type: "Microsoft.Resources/resourceGroups",
    });
  });

  it("is named after its logical name with a suffix where it has no name", async ({ expect }) => {
    const azure = createTestAzure();
    const group = await azure.create(type, "group", { location: "eastus2" });
    expect(group.outputs["name"]).toMatch(/^group[0-9a-f]{8}$/);
    expect(await azure.diff(group, { location: "eastus2" })).toEqual([]);
    // a refresh keeps the mark that the name was made up, an import does not invent it
    expect((await azure.read(group))?.inputs).toEqual(group.inputs);
    const imported = await azure.read({ urn: group.urn, id: group.id });
    expect(imported?.inputs).not.toHaveProperty("__createBeforeDelete");
  });

  it("needs a location", async ({ expect }) => {
    expect(await createTestAzure().failures(type, "group", {})).toEqual([
      expect.stringContaining(
        "location: missing required property 'location'. Either set it explicitly or configure it",
      ),
    ]);
  });

  it("keeps to Azure's rules for names", async ({ expect }) => {
    const azure = createTestAzure();
    const failures = (resourceGroupName: string) =>
      azure.failures(type, "group", { resourceGroupName, location: "eastus2" });
    for (const good of ["rg", "RG_(1).x-y", "größe", "x".repeat(90)])
      expect(await failures(good)).toEqual([]);
    for (const bad of ["", "ends.", "a/b", "a b", "x".repeat(91)])
      expect(await failures(bad)).toHaveLength(1);
  });

  it("is replaced when its name or its region changes, and not when the region is only written differently", async ({
    expect,
  }) => {
    const azure = createTestAzure();
    const group = await azure.create(type, "group", { resourceGroupName: "rg", location: "East US 2" });
    expect(
      await azure.diff(group, { resourceGroupName: "rg", location: "eastus2", tags: { a: "b" } }),
    ).toEqual(["tags"]);
    expect(await azure.diff(group, { resourceGroupName: "rg2", location: "westus" })).toEqual([
      "replace resourceGroupName",
      "replace location",
    ]);
  });

  it("is not created twice", async ({ expect }) => {
    const azure = createTestAzure();
    await azure.create(type, "group", { resourceGroupName: "rg", location: "eastus2" });
    await expect(
      azure.create(type, "other", { resourceGroupName: "RG", location: "eastus2" }),
    ).rejects.toMatchObject({
      code: "ResourceAlreadyExists",
    });
  });

  it("takes along what is in it: sites, settings, identities, blobs", async ({ expect }) => {
    const azure = createTestAzure();
    const { group } = await createTestSite(azure, { identity: { type: "SystemAssigned" } });
    await azure.create("managedidentity:UserAssignedIdentity", "identity", { resourceGroupName: "rg-test" });
    await azure.create(type, "other", { resourceGroupName: "rg-test-2", location: "eastus2" });
    expect(azure.directory.principals.size).toBe(2);

    await azure.delete(group);
    expect([...azure.arm.resources.values()].map(({ id }) => id)).toEqual([
      `/subscriptions/${subscriptionId}/resourceGroups/rg-test-2`,
    ]);
    expect(azure.directory.principals.size).toBe(0);
    expect(azure.announced).toEqual(["created raptor-client", "deleted raptor-client"]);
    await azure.delete(group);
  });
});
