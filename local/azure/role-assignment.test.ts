import { describe, it } from "vitest";
import { mayReadBlobs } from "./role-assignment.ts";
import { createTestAzure, subscriptionId, tenantId, type TestAzure } from "./test-azure.ts";

const type = "authorization:RoleAssignment";
const roles = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions`;
const blobReader = `${roles}/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`;
const contributor = `${roles}/b24988ac-6180-42a0-ab88-20f7382dd24c`;

async function azureWithIdentity() {
  const azure = createTestAzure();
  const group = await azure.create("resources:ResourceGroup", "group", {
    resourceGroupName: "rg",
    location: "eastus2",
  });
  const identity = await azure.create("managedidentity:UserAssignedIdentity", "identity", {
    resourceGroupName: "rg",
  });
  const principalId = identity.outputs["principalId"] as string;
  const inputs = {
    scope: group.id,
    principalId,
    principalType: "ServicePrincipal",
    roleDefinitionId: blobReader,
  };
  return { azure, group, identity, principalId, inputs };
}

function containerId(group: string) {
  return `${group}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/c`;
}

function mayRead(azure: TestAzure, principalId: string, group: { readonly id: string }) {
  return mayReadBlobs(azure.arm, principalId, containerId(group.id));
}

describe("a role assignment", () => {
  it("is named by a GUID that stays the same", async ({ expect }) => {
    const { azure, group, inputs } = await azureWithIdentity();
    const assignment = await azure.create(type, "read", inputs);
    expect(assignment.outputs["name"]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(assignment.id).toBe(
      `${group.id}/providers/Microsoft.Authorization/roleAssignments/${assignment.outputs["name"] as string}`,
    );
    expect(await azure.diff(assignment, inputs)).toEqual([]);
  });

  it("lets its principal read the blobs within its scope, for the roles that mean it", async ({ expect }) => {
    const { azure, group, principalId, inputs } = await azureWithIdentity();
    await azure.create(type, "manage", { ...inputs, roleDefinitionId: contributor });
    expect(mayRead(azure, principalId, group)).toBe(false);
    const read = await azure.create(type, "read", inputs);
    expect(mayRead(azure, principalId, group)).toBe(true);
    expect(mayRead(azure, "someone-else", group)).toBe(false);
    expect(mayRead(azure, principalId, { id: `${group.id}-2` })).toBe(false);
    await azure.delete(read);
    expect(mayRead(azure, principalId, group)).toBe(false);
  });

  it("needs a principal that exists", async ({ expect }) => {
    const { azure, identity, principalId, inputs } = await azureWithIdentity();
    await azure.delete(identity);
    await expect(azure.create(type, "read", inputs)).rejects.toMatchObject({
      code: "PrincipalNotFound",
      message: expect.stringContaining(
        `Principal ${principalId.replaceAll("-", "")} does not exist in the directory ${tenantId}.`,
      ) as string,
    });
  });

  it("of an identity has to say that it is a service principal", async ({ expect }) => {
    const { azure, principalId, inputs } = await azureWithIdentity();
    // "User" is what the SDK sends where the program says nothing
    await expect(azure.create(type, "read", { ...inputs, principalType: "User" })).rejects.toMatchObject({
      code: "UnmatchedPrincipalType",
      message: `The PrincipalId '${principalId}' has type 'ServicePrincipal' , which is different from specified PrinciaplType 'User'.`,
    });
  });

  it("needs a scope that exists", async ({ expect }) => {
    const { azure, inputs } = await azureWithIdentity();
    await expect(
      azure.create(type, "read", { ...inputs, scope: "/subscriptions/other" }),
    ).rejects.toMatchObject({
      code: "ResourceNotFound",
    });
    await azure.create(type, "wide", { ...inputs, scope: `/subscriptions/${subscriptionId}` });
  });

  it("is not made twice for the same principal, role and scope", async ({ expect }) => {
    const { azure, inputs } = await azureWithIdentity();
    await azure.create(type, "read", inputs);
    await expect(azure.create(type, "again", inputs)).rejects.toMatchObject({
      code: "RoleAssignmentExists",
      message: "The role assignment already exists.",
    });
  });

  it("takes a GUID for a name, and a role by its id", async ({ expect }) => {
    const { azure, inputs } = await azureWithIdentity();
    expect(
      await azure.failures(type, "read", {
        ...inputs,
        roleAssignmentName: "mine",
        roleDefinitionId: "Reader",
      }),
    ).toEqual([
      "roleAssignmentName: The role assignment ID 'mine' is not valid. The role assignment ID must be a GUID.",
      expect.stringContaining("roleDefinitionId: 'Reader' is not the id of a role definition"),
    ]);
  });

  it("goes with its scope", async ({ expect }) => {
    const { azure, group, principalId, inputs } = await azureWithIdentity();
    await azure.create(type, "read", inputs);
    await azure.delete(group);
    expect(mayRead(azure, principalId, group)).toBe(false);
  });

  it("is replaced when it means another principal or scope", async ({ expect }) => {
    const { azure, inputs } = await azureWithIdentity();
    const read = await azure.create(type, "read", inputs);
    const other = {
      ...inputs,
      principalId: "other",
      scope: "/subscriptions/other",
      roleDefinitionId: contributor,
    };
    expect(await azure.diff(read, other)).toEqual([
      "replace scope",
      "replace principalId",
      "roleDefinitionId",
    ]);
  });
});
