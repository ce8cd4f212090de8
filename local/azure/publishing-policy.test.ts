import { describe, expect, it } from "vitest";
import { createTestAzure, createTestSite } from "./test-azure.ts";

describe.each([
  ["web:WebAppFtpAllowed", "ftp"],
  ["web:WebAppScmAllowed", "scm"],
])("%s", (type, name) => {
  const inputs = { resourceGroupName: "rg-test", name: "raptor-client", allow: false };

  it("says whether basic credentials may publish, without touching the running site", async () => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const policy = await azure.create(type, "policy", inputs);
    expect(policy.id).toBe(`${site.id}/basicPublishingCredentialsPolicies/${name}`);
    expect(policy.outputs).toEqual({
      id: policy.id,
      azureApiVersion: "2025-05-01",
      allow: false,
      name,
      type: "Microsoft.Web/sites/basicPublishingCredentialsPolicies",
    });
    expect(azure.announced).toEqual(["created raptor-client"]);
  });

  it("allows them again when it is deleted", async () => {
    const azure = createTestAzure();
    await createTestSite(azure);
    const policy = await azure.create(type, "policy", inputs);
    await azure.delete(policy);
    expect((await azure.read(policy))?.outputs).toMatchObject({ allow: true });
  });

  it("needs to say it, and needs a site", async () => {
    const azure = createTestAzure();
    await createTestSite(azure);
    const { allow: _, ...without } = inputs;
    expect(await azure.failures(type, "policy", without)).toEqual([
      "allow: missing required property 'allow'",
    ]);
    await expect(azure.create(type, "policy", { ...inputs, name: "gone" })).rejects.toMatchObject({
      code: "ParentResourceNotFound",
    });
  });
});
