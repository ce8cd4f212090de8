import { describe, it } from "vitest";
import { declaredSite } from "./declared-site.ts";
import { createTestAzure, createTestSite } from "./test-azure.ts";

describe("a declared site", () => {
  it("has Azure's defaults where the program says nothing", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure, { httpsOnly: null, siteConfig: {} });
    expect(declaredSite(azure.arm, site.id)).toEqual({
      id: site.id,
      name: "raptor-client",
      defaultHostName: "raptor-client.azurewebsites.net",
      enabled: true,
      httpsOnly: false,
      linuxFxVersion: undefined,
      appCommandLine: undefined,
      cors: undefined,
      identities: [],
      appSettings: {},
      authSettings: undefined,
      package: undefined,
    });
  });

  it("has its CORS as declared", async ({ expect }) => {
    const azure = createTestAzure();
    const cors = { allowedOrigins: ["https://portal.azure.com"], supportCredentials: true };
    const { site, siteInputs } = await createTestSite(azure, { siteConfig: { cors } });
    expect(declaredSite(azure.arm, site.id)?.cors).toEqual(cors);
    await azure.update(site, { ...siteInputs, siteConfig: { cors: {} } });
    expect(declaredSite(azure.arm, site.id)?.cors).toEqual({ allowedOrigins: [], supportCredentials: false });
  });

  it("is found by its id in any case, and is not one of another kind", async ({ expect }) => {
    const azure = createTestAzure();
    const { site, plan } = await createTestSite(azure);
    expect(declaredSite(azure.arm, site.id.toUpperCase())?.name).toBe("raptor-client");
    expect(declaredSite(azure.arm, plan.id)).toBeUndefined();
    expect(declaredSite(azure.arm, `${site.id}-two`)).toBeUndefined();
  });
});
