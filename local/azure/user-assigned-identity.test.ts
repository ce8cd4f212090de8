import { describe, it } from "vitest";
import { createTestAzure, tenantId } from "./test-azure.ts";

const type = "managedidentity:UserAssignedIdentity";

async function azureWithGroup() {
  const azure = createTestAzure();
  await azure.create("resources:ResourceGroup", "group", { resourceGroupName: "rg", location: "eastus2" });
  return azure;
}

describe("a user-assigned identity", () => {
  it("is a service principal of the directory as long as it exists", async ({ expect }) => {
    const azure = await azureWithGroup();
    const identity = await azure.create(type, "identity", {
      resourceGroupName: "rg",
      resourceName: "raptor",
    });
    expect(identity.outputs).toMatchObject({ name: "raptor", location: "eastus2", tenantId });
    const principalId = identity.outputs["principalId"] as string;
    expect([...azure.directory.principals]).toEqual([principalId]);

    const updated = await azure.update(identity, {
      resourceGroupName: "rg",
      resourceName: "raptor",
      tags: { a: "b" },
    });
    expect(updated.outputs).toMatchObject({
      principalId,
      clientId: identity.outputs["clientId"],
      tags: { a: "b" },
    });

    await azure.delete(identity);
    expect(azure.directory.principals.size).toBe(0);
  });

  it("keeps to Azure's rules for names", async ({ expect }) => {
    const azure = await azureWithGroup();
    const failures = (resourceName: string) =>
      azure.failures(type, "i", { resourceGroupName: "rg", resourceName });
    for (const good of ["abc", "a-b_c", "x".repeat(128)]) expect(await failures(good)).toEqual([]);
    for (const bad of ["ab", "-ab", "a.b", "x".repeat(129)]) expect(await failures(bad)).toHaveLength(1);
  });
});
