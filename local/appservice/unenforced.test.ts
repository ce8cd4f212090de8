import { describe, test } from "vitest";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import { TENANT } from "./testing/fake-entra.ts";
import { unenforced } from "./unenforced.ts";

const ISSUER = `https://sts.windows.net/${TENANT}/v2.0`;

describe("what the front door does not enforce", () => {
  test("is nothing of what the program declares", ({ expect }) => {
    expect(unenforced(declare())).toEqual([]);
    expect(unenforced(declare({ authSettings: undefined }))).toEqual([]);
  });

  test.for([
    [{ platform: { enabled: true, configFilePath: "/auth.json" } }, "platform.configFilePath '/auth.json'"],
    [{ platform: { enabled: true, runtimeVersion: "~2" } }, "platform.runtimeVersion '~2'"],
    [{ globalValidation: { unauthenticatedClientAction: "Return404" } }, "'Return404' is none of"],
    [{ globalValidation: { redirectToProvider: "google" } }, "redirectToProvider 'google'"],
    [{ identityProviders: { google: { registration: {} } } }, "identityProviders.google"],
    [{ login: { tokenStore: { enabled: true, fileSystem: {} } } }, "login.tokenStore.fileSystem"],
    [{ login: { tokenStore: { azureBlobStorage: {} } } }, "login.tokenStore.azureBlobStorage"],
    [{ login: { cookieExpiration: { timeToExpiration: "8h" } } }, "timeToExpiration '8h' is no time span"],
    [{ login: { nonce: { nonceExpirationInterval: "5" } } }, "nonceExpirationInterval '5' is no time span"],
  ] as const)("is said of %o", ([different, words], { expect }) => {
    const said = unenforced(declare({ authSettings: authSettings(different) }));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
  });

  test.for([
    [
      {
        registration: { clientId: CLIENT_ID, openIdIssuer: "https://login.microsoftonline.com/common/v2.0" },
      },
      "names no tenant",
    ],
    [{ registration: { clientId: CLIENT_ID, openIdIssuer: ISSUER.replace("/v2.0", "") } }, "has no /v2.0"],
    [
      { registration: { clientId: CLIENT_ID, openIdIssuer: ISSUER, clientSecretSettingName: "GONE" } },
      "'GONE'",
    ],
    [
      {
        registration: { clientId: CLIENT_ID, openIdIssuer: ISSUER, clientSecretCertificateThumbprint: "AB" },
      },
      "clientSecretCertificateThumbprint",
    ],
    [{ login: { loginParameters: ["scope"] } }, `'scope' is not "key=value"`],
    [{ login: { loginParameters: ["response_type=token"] } }, "sets response_type itself"],
  ] as const)("is said of the provider's %o", ([entra, words], { expect }) => {
    const said = unenforced(declare({ authSettings: authSettings({}, entra) }));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(words);
  });

  test("includes another runtime, unresolved references and the app's own identity", ({ expect }) => {
    expect(
      unenforced(
        declare({
          linuxFxVersion: "NODE|18-lts",
          appSettings: {
            MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: "@Microsoft.KeyVault(SecretUri=https://x)",
          },
          identities: [{ id: "i", clientId: "c", principalId: "p" }],
        }),
      ),
    ).toEqual([
      expect.stringContaining("linuxFxVersion 'NODE|18-lts': the app runs on Node"),
      expect.stringContaining("no IDENTITY_ENDPOINT"),
      expect.stringContaining("MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: Key Vault"),
    ]);
  });
});
