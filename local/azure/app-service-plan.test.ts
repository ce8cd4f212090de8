import { describe, it } from "vitest";
import type { Properties } from "../provider/values.ts";
import { createTestAzure, createTestSite, type TestAzure } from "./test-azure.ts";

const type = "web:AppServicePlan";
const linux = { kind: "linux", reserved: true };

function createGroup(azure: TestAzure, resourceGroupName = "rg", location = "eastus2") {
  return azure.create("resources:ResourceGroup", resourceGroupName, { resourceGroupName, location });
}

function plan(changes: Properties = {}): Properties {
  return { resourceGroupName: "rg", name: "myPlan", ...linux, sku: { name: "F1" }, ...changes };
}

describe("a plan", () => {
  it("is answered as Azure answers it, in the group's region", async ({ expect }) => {
    const azure = createTestAzure();
    await createGroup(azure);
    const created = await azure.create(type, "plan", plan({ sku: { name: "B2", capacity: 2 } }));
    expect(created.outputs).toMatchObject({
      name: "myPlan",
      kind: "linux",
      reserved: true,
      location: "East US 2",
      geoRegion: "East US 2",
      numberOfSites: 0,
      numberOfWorkers: 2,
      maximumNumberOfWorkers: 3,
      sku: { name: "B2", tier: "Basic", family: "B", size: "B2", capacity: 2 },
      status: "Ready",
      provisioningState: "Succeeded",
      type: "Microsoft.Web/serverfarms",
    });
  });

  it("needs a resource group that exists", async ({ expect }) => {
    const azure = createTestAzure();
    await expect(azure.create(type, "plan", plan({ location: "eastus2" }))).rejects.toMatchObject({
      code: "ResourceGroupNotFound",
      message: "Resource group 'rg' could not be found.",
    });
  });

  it("of kind linux is a Linux plan only with reserved", async ({ expect }) => {
    const azure = createTestAzure();
    await createGroup(azure);
    const { reserved: _, ...unreserved } = plan();
    for (const inputs of [unreserved, plan({ reserved: false })]) {
      expect(await azure.failures(type, "plan", inputs)).toEqual([
        expect.stringContaining(
          "reserved: 'kind' is 'linux', but a plan is a Linux plan only with 'reserved: true'",
        ),
      ]);
    }
  });

  it("has a known SKU and a name that Azure allows", async ({ expect }) => {
    const azure = createTestAzure();
    await createGroup(azure);
    expect(await azure.failures(type, "plan", plan({ sku: { name: "F2" } }))).toEqual([
      "sku.name: 'F2' is not a SKU of App Service plans, for example F1, B1, S1, P0v3",
    ]);
    expect(await azure.failures(type, "plan", plan({ name: "my plan" }))).toHaveLength(1);
    expect(await azure.failures(type, "plan", plan({ name: "x".repeat(61) }))).toHaveLength(1);
  });

  it("is the only free Linux plan of its region", async ({ expect }) => {
    const azure = createTestAzure();
    await createGroup(azure, "rg");
    await createGroup(azure, "rg-2", "East US 2");
    await createGroup(azure, "rg-3", "westus");
    const first = await azure.create(type, "plan", plan());
    await expect(azure.create(type, "two", plan({ resourceGroupName: "rg-2" }))).rejects.toThrow(
      "This subscription has reached the limit of 1 Free Linux app service plan(s) it can create in this region",
    );
    await azure.create(type, "basic", plan({ name: "basic", sku: { name: "B1" } }));
    await azure.create(type, "west", plan({ resourceGroupName: "rg-3" }));
    await azure.update(first, plan({ tags: { a: "b" } }));
  });

  it("stays while it has sites", async ({ expect }) => {
    const azure = createTestAzure();
    const { plan: used, site } = await createTestSite(azure);
    await expect(azure.delete(used)).rejects.toMatchObject({
      code: "Conflict",
      message: "Server farm 'plan' cannot be deleted because it has web app(s) raptor-client assigned to it.",
    });
    await azure.delete(site);
    await azure.delete(used);
    await azure.delete(used);
  });

  it("does not become free while a site uses what a free plan does not have", async ({ expect }) => {
    const azure = createTestAzure();
    await createGroup(azure);
    const basic = await azure.create(type, "plan", plan({ sku: { name: "B1" } }));
    const site = { resourceGroupName: "rg", name: "raptor", serverFarmId: basic.id };
    const on = await azure.create("web:WebApp", "site", { ...site, siteConfig: { alwaysOn: true } });
    await expect(azure.update(basic, plan())).rejects.toThrow(
      "Cannot update the site 'raptor' because it uses AlwaysOn feature which is not allowed in the target compute mode.",
    );
    await azure.update(on, site);
    await azure.update(basic, plan());
  });

  it("is replaced when what it is made of changes, and keeps its place when its size does", async ({
    expect,
  }) => {
    const azure = createTestAzure();
    await createGroup(azure);
    const created = await azure.create(type, "plan", plan());
    expect(await azure.diff(created, plan({ sku: { name: "B1" } }))).toEqual(["sku.name"]);
    expect(await azure.diff(created, plan({ kind: "app", reserved: false }))).toEqual([
      "kind",
      "replace reserved",
    ]);
    expect(await azure.diff(created, plan({ name: "other", location: "westus" }))).toEqual([
      "replace name",
      "replace location",
    ]);
  });
});
