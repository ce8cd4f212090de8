import { describe, it } from "vitest";
import { declaredSite } from "./declared-site.ts";
import { createTestAzure, createTestSite } from "./test-azure.ts";

const type = "web:WebAppAuthSettingsV2";
const inputs = {
  resourceGroupName: "rg-test",
  name: "raptor-client",
  platform: { enabled: true },
  globalValidation: { unauthenticatedClientAction: "Return401" },
};

describe("the auth settings of a site", () => {
  it("are what the site goes by, exactly as declared", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const auth = await azure.create(type, "auth", inputs);
    expect(auth.id).toBe(`${site.id}/config/authsettingsV2`);
    expect(auth.outputs).toEqual({
      id: auth.id,
      azureApiVersion: "2021-02-01",
      name: "authsettingsV2",
      type: "Microsoft.Web/sites/config",
      platform: { enabled: true },
      globalValidation: { unauthenticatedClientAction: "Return401" },
    });
    expect(declaredSite(azure.arm, site.id)?.authSettings).toEqual({
      platform: { enabled: true },
      globalValidation: { unauthenticatedClientAction: "Return401" },
    });
    expect(azure.announced).toEqual(["created raptor-client", "changed raptor-client"]);
  });

  it("need a site", async ({ expect }) => {
    const azure = createTestAzure();
    await createTestSite(azure);
    await expect(azure.create(type, "auth", { ...inputs, name: "gone" })).rejects.toMatchObject({
      code: "ParentResourceNotFound",
      message: "Can not perform requested operation on nested resource. Parent resource 'gone' not found.",
    });
  });

  it("are taken over without a question where there are some", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    await azure.create(type, "auth", inputs);
    await azure.create(type, "renamed", { ...inputs, platform: { enabled: true, runtimeVersion: "~2" } });
    expect(declaredSite(azure.arm, site.id)?.authSettings).toMatchObject({
      platform: { runtimeVersion: "~2" },
    });
  });

  it("are turned off by a delete, which opens the site", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const auth = await azure.create(type, "auth", inputs);
    await azure.delete(auth);
    expect(declaredSite(azure.arm, site.id)?.authSettings).toEqual({ platform: { enabled: false } });
    expect(azure.announced.at(-1)).toBe("changed raptor-client");
    expect((await azure.read(auth))?.inputs).toEqual({
      azureApiVersion: "2021-02-01",
      resourceGroupName: "rg-test",
      name: "raptor-client",
      platform: { enabled: false },
    });
  });

  it("are gone with their site", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const auth = await azure.create(type, "auth", inputs);
    await azure.delete(site);
    expect(await azure.read(auth)).toBeUndefined();
    await azure.delete(auth);
    expect(azure.announced.at(-1)).toBe("deleted raptor-client");
  });

  it("can be imported from a site that never had any", async ({ expect }) => {
    const azure = createTestAzure();
    const { site } = await createTestSite(azure);
    const urn = `urn:pulumi:test::raptor::azure-native:${type}::auth`;
    const imported = await azure.read({ urn, id: `${site.id}/config/authsettingsV2` });
    expect(imported?.inputs).toMatchObject({ name: "raptor-client", platform: { enabled: false } });
    expect(declaredSite(azure.arm, site.id)?.authSettings).toBeUndefined();
  });

  it("take Azure's spellings only", async ({ expect }) => {
    const azure = createTestAzure();
    const failures = await azure.failures(type, "auth", {
      ...inputs,
      globalValidation: { unauthenticatedClientAction: "RejectWith401" },
      login: { cookieExpiration: { convention: "IdentityDerived" } },
      httpSettings: { forwardProxy: { convention: "standard" } },
    });
    expect(failures).toEqual([
      "globalValidation.unauthenticatedClientAction: 'RejectWith401' is not one of RedirectToLoginPage, AllowAnonymous, Return401, Return403",
      "login.cookieExpiration.convention: 'IdentityDerived' is not one of FixedTime, IdentityProviderDerived",
      "httpSettings.forwardProxy.convention: 'standard' is not one of NoProxy, Standard, Custom",
    ]);
  });

  it("are replaced when they move to another site, and changed in place otherwise", async ({ expect }) => {
    const azure = createTestAzure();
    await createTestSite(azure);
    const auth = await azure.create(type, "auth", inputs);
    expect(
      await azure.diff(auth, { ...inputs, name: "raptor-server", platform: { enabled: false } }),
    ).toEqual(["replace name", "platform.enabled"]);
  });
});
