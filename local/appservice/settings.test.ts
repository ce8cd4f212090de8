import { describe, test } from "vitest";
import type { Authority } from "./authority.ts";
import { easyAuthOf, isTenantSpecific } from "./settings.ts";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import { TENANT } from "./testing/fake-entra.ts";

const LOCAL = { tenantId: TENANT, issuer: "http://localhost:1/t/v2.0", v1Issuer: "http://localhost:1/t/" };
const AUTHORITY: Authority = {
  issuerFor: () => LOCAL,
  managedIdentityAssertion: () => Promise.reject(new Error("not asked for")),
};

describe("the settings of the front door", () => {
  test("are off unless platform.enabled is true", ({ expect }) => {
    for (const settings of [undefined, {}, { platform: {} }, { platform: { enabled: false } }]) {
      expect(easyAuthOf(declare({ authSettings: settings }), AUTHORITY)).toBeUndefined();
    }
  });

  test("have Azure's defaults", ({ expect }) => {
    const auth = easyAuthOf(declare({ authSettings: { platform: { enabled: true } } }), AUTHORITY);
    expect(auth).toEqual({
      action: "RedirectToLoginPage",
      excludedPaths: [],
      prefix: "/.auth",
      logoutPaths: ["/.auth/logout"],
      tokenStore: false,
      refreshExtensionMs: 72 * 3_600_000,
      preserveFragments: false,
      externalRedirects: [],
      sessionMs: 8 * 3_600_000,
      nonce: { validate: true, lifetimeMs: 300_000 },
      forwardProxy: {},
      provider: undefined,
      canRedirect: true,
      legacyClaims: true,
    });
  });

  test.for([
    [{ unauthenticatedClientAction: "Return403" }, "Return403"],
    [{ unauthenticatedClientAction: "AllowAnonymous", requireAuthentication: true }, "AllowAnonymous"],
    [{ unauthenticatedClientAction: "Return401", requireAuthentication: false }, "AllowAnonymous"],
    [{ requireAuthentication: true }, "RedirectToLoginPage"],
    [{ unauthenticatedClientAction: "SomethingNew" }, "Return401"],
  ] as const)("turn %o into the action %s", ([globalValidation, action], { expect }) => {
    expect(easyAuthOf(declare({ authSettings: authSettings({ globalValidation }) }), AUTHORITY)?.action).toBe(
      action,
    );
  });

  test.for([
    [undefined, true],
    ["azureactivedirectory", true],
    ["azureActiveDirectory", true],
    ["google", false],
  ] as const)("redirect to %s: %s", ([redirectToProvider, expected], { expect }) => {
    const settings = authSettings({ globalValidation: redirectToProvider ? { redirectToProvider } : {} });
    expect(easyAuthOf(declare({ authSettings: settings }), AUTHORITY)?.canRedirect).toBe(expected);
  });

  test("have no provider when it is disabled or incomplete", ({ expect }) => {
    for (const entra of [{ enabled: false }, { registration: {} }, { registration: { clientId: "x" } }]) {
      const declared = declare({ authSettings: authSettings({}, entra) });
      expect(easyAuthOf(declared, AUTHORITY)?.provider).toBeUndefined();
    }
  });

  test("always count the client id among the audiences", ({ expect }) => {
    const declared = declare({
      authSettings: authSettings({}, { validation: { allowedAudiences: ["api://x"] } }),
    });
    expect(easyAuthOf(declared, AUTHORITY)?.provider?.audiences).toEqual([CLIENT_ID, "api://x"]);
  });

  test("keep empty lists apart from absent ones", ({ expect }) => {
    const declared = declare({
      authSettings: authSettings(
        {},
        {
          validation: {
            jwtClaimChecks: { allowedGroups: [] },
            defaultAuthorizationPolicy: { allowedApplications: [] },
          },
        },
      ),
    });
    expect(easyAuthOf(declared, AUTHORITY)?.provider?.policy).toMatchObject({
      allowedApplications: [],
      allowedIdentities: undefined,
      claimGroups: [],
      claimClients: undefined,
    });
  });

  test("read the app settings that change them", ({ expect }) => {
    const auth = easyAuthOf(
      declare({
        appSettings: {
          WEBSITE_AUTH_AAD_ALLOWED_TENANTS: "a, b",
          WEBSITE_AUTH_AAD_REQUIRE_CLIENT_SERVICE_PRINCIPAL: "1",
          WEBSITE_AUTH_USE_LEGACY_CLAIMS: "False",
        },
      }),
      AUTHORITY,
    );
    expect(auth?.legacyClaims).toBe(false);
    expect(auth?.provider?.policy).toMatchObject({ tenants: ["a", "b"], requireObjectId: true });
    expect(auth?.provider?.credential).toEqual({
      kind: "missing",
      settingName: "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
    });
  });

  test.for([
    [`https://sts.windows.net/${TENANT}/v2.0`, true],
    [`https://login.microsoftonline.com/${TENANT}`, true],
    ["https://login.microsoftonline.com/common/v2.0", false],
    ["https://login.microsoftonline.com/organizations/v2.0", false],
  ] as const)("take %s for one tenant's: %s", ([issuer, expected], { expect }) => {
    expect(isTenantSpecific(issuer)).toBe(expected);
  });
});
