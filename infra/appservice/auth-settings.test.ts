import * as fc from "fast-check";
import { describe, it } from "vitest";
import { authSettings } from "./auth-settings.ts";

const nonEmpty = fc
  .tuple(fc.string(), fc.array(fc.string()))
  .map(([first, rest]) => [first, ...rest] as const);

const anyOptions = fc.record(
  {
    issuer: fc.string(),
    clientId: fc.string(),
    credentialSetting: fc.string(),
    allowedAudiences: nonEmpty,
    allowedApplications: nonEmpty,
    unauthenticated: fc.constantFrom("Return401", "RedirectToLoginPage", "Return403"),
    loginParameters: nonEmpty,
  },
  {
    requiredKeys: [
      "issuer",
      "clientId",
      "credentialSetting",
      "allowedAudiences",
      "allowedApplications",
      "unauthenticated",
    ],
  },
);

describe("the body of authsettingsV2", () => {
  it("is the one of the tutorial, field by field", ({ expect }) => {
    const body = authSettings({
      issuer: "https://sts.windows.net/tenant/v2.0",
      clientId: "frontend",
      credentialSetting: "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
      allowedAudiences: ["api://frontend"],
      allowedApplications: ["frontend"],
      unauthenticated: "RedirectToLoginPage",
      loginParameters: ["scope=openid offline_access api://backend/user_impersonation"],
    });
    expect(body).toEqual({
      platform: { enabled: true, runtimeVersion: "~1" },
      globalValidation: {
        requireAuthentication: true,
        unauthenticatedClientAction: "RedirectToLoginPage",
        redirectToProvider: "azureactivedirectory",
      },
      httpSettings: {
        requireHttps: true,
        routes: { apiPrefix: "/.auth" },
        forwardProxy: { convention: "NoProxy" },
      },
      login: { tokenStore: { enabled: true } },
      identityProviders: {
        azureActiveDirectory: {
          enabled: true,
          registration: {
            openIdIssuer: "https://sts.windows.net/tenant/v2.0",
            clientId: "frontend",
            clientSecretSettingName: "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
          },
          login: {
            disableWWWAuthenticate: false,
            loginParameters: ["scope=openid offline_access api://backend/user_impersonation"],
          },
          validation: {
            allowedAudiences: ["api://frontend"],
            defaultAuthorizationPolicy: { allowedApplications: ["frontend"], allowedPrincipals: {} },
            jwtClaimChecks: {},
          },
        },
      },
    });
  });

  it("requires authentication and holds no empty list, whatever goes in", ({ expect }) => {
    fc.assert(
      fc.property(anyOptions, ({ loginParameters, ...options }) => {
        const body = authSettings({ ...options, ...(loginParameters ? { loginParameters } : {}) });
        expect(body.platform.enabled && body.globalValidation.requireAuthentication).toBe(true);
        expect(emptyLists(body)).toBe(0);
      }),
    );
  });
});

function emptyLists(value: unknown): number {
  if (Array.isArray(value)) return value.length === 0 ? 1 : 0;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + emptyLists(inner), 0);
}
