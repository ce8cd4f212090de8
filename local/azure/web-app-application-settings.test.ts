import { describe, it } from "vitest";
import { secret, UNKNOWN } from "../provider/values.ts";
import { declaredSite } from "./declared-site.ts";
import { createTestAzure, createTestSite } from "./test-azure.ts";

const type = "web:WebAppApplicationSettings";

function inputs(properties: Record<string, string>) {
  return { resourceGroupName: "rg-test", name: "raptor-client", properties };
}

describe("app settings", () => {
  it("are the whole set, and their change is announced", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const settings = await azure.create(type, "settings", inputs({ A: "1", B: "2" }));
    expect(settings.id).toBe(`${site.id}/config/appsettings`);
    expect(settings.outputs).toMatchObject({ name: "appsettings", properties: { A: "1", B: "2" } });
    await azure.update(settings, inputs({ A: "3" }));
    expect(declaredSite(azure.arm, site.id)?.appSettings).toEqual({ A: "3" });
    expect(azure.announced).toEqual([
      "created raptor-client",
      "changed raptor-client",
      "changed raptor-client",
    ]);
  });

  it("are wiped by a delete", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const settings = await azure.create(type, "settings", inputs({ A: "1" }));
    await azure.delete(settings);
    expect(declaredSite(azure.arm, site.id)?.appSettings).toEqual({});
    expect(azure.announced.at(-1)).toBe("changed raptor-client");
  });

  it("are imported as a secret: the client secret is among them, and no program has said so yet", async ({
    expect,
  }) => {
    const azure = createTestAzure();
    await createTestSite(azure);
    const settings = await azure.create(type, "settings", inputs({ A: "1" }));
    const imported = await azure.read({ urn: settings.urn, id: settings.id });
    expect(imported?.inputs["properties"]).toEqual(secret({ A: "1" }));
    expect(imported?.outputs["properties"]).toEqual(secret({ A: "1" }));
    expect(await azure.diff({ ...settings, ...imported }, inputs({ A: "1" }))).toEqual([]);
  });

  it("stay secret in the outputs when they came in secret, also after a refresh", async ({ expect }) => {
    const azure = createTestAzure();
    await createTestSite(azure);
    const settings = await azure.create(type, "settings", {
      resourceGroupName: "rg-test",
      name: "raptor-client",
      properties: { PASSWORD: secret("x") },
    });
    expect(settings.outputs["properties"]).toEqual(secret({ PASSWORD: "x" }));
    expect((await azure.read(settings))?.outputs["properties"]).toEqual(secret({ PASSWORD: "x" }));
    expect((await azure.read(settings))?.inputs["properties"]).toEqual(secret({ PASSWORD: "x" }));
  });

  it("are texts", async ({ expect }) => {
    const azure = createTestAzure();
    const properties = { PORT: 8080, "a.b": null, LATER: UNKNOWN, FINE: "x" };
    expect(await azure.failures(type, "settings", { ...inputs({}), properties })).toEqual([
      "properties.PORT: the value of the app setting 'PORT' must be a string, not number",
      "properties[\"a.b\"]: the value of the app setting 'a.b' must be a string, not null",
    ]);
  });

  it("need a site", async ({ expect }) => {
    const azure = createTestAzure();
    await createTestSite(azure);
    await expect(azure.create(type, "settings", { ...inputs({}), name: "gone" })).rejects.toMatchObject({
      code: "ParentResourceNotFound",
    });
  });
});
