import { describe, it } from "vitest";
import { defaultHostName, type HostNameQuestion } from "./host-name.ts";

const question: HostNameQuestion = {
  name: "Raptor-Client",
  scope: undefined,
  tenantId: "tenant",
  subscriptionId: "subscription",
  resourceGroupName: "rg",
  location: "East US 2",
};

function host(changes: Partial<HostNameQuestion>): string {
  return defaultHostName({ ...question, ...changes });
}

describe("the default host name", () => {
  it("is the site's name where no scope is declared", ({ expect }) => {
    expect(host({})).toBe("raptor-client.azurewebsites.net");
  });

  it("has a label of 16 characters and the region where a scope is declared", ({ expect }) => {
    expect(host({ scope: "TenantReuse" })).toMatch(
      /^raptor-client-[a-z0-9]{16}\.eastus2-01\.azurewebsites\.net$/,
    );
  });

  it("is the same again within its scope, and another one outside", ({ expect }) => {
    const scopes = ["TenantReuse", "SubscriptionReuse", "ResourceGroupReuse"];
    for (const scope of scopes) expect(host({ scope })).toBe(host({ scope, name: "raptor-client" }));
    expect(host({ scope: "TenantReuse", tenantId: "other" })).not.toBe(host({ scope: "TenantReuse" }));
    expect(host({ scope: "TenantReuse", resourceGroupName: "other" })).toBe(host({ scope: "TenantReuse" }));
    expect(host({ scope: "ResourceGroupReuse", resourceGroupName: "other" })).not.toBe(
      host({ scope: "ResourceGroupReuse" }),
    );
    expect(new Set([...scopes, "NoReuse"].map((scope) => host({ scope }))).size).toBe(4);
  });
});
