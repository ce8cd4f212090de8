import { describe, it } from "vitest";
import { createTestAzure, subscriptionId, tenantId } from "./test-azure.ts";

describe("getClientConfig", () => {
  it("answers who deploys, and where to", async ({ expect }) => {
    const deployer = { clientId: "client", objectId: "object" };
    const azure = createTestAzure({ deployer });
    expect(await azure.invoke("azure-native:authorization:getClientConfig", {})).toEqual({
      ...deployer,
      subscriptionId,
      tenantId,
    });
  });
});
