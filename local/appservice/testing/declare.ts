import type { AuthSettings, AzureActiveDirectory, SiteDeclaration } from "../site.ts";
import { TENANT } from "./fake-entra.ts";

export const CLIENT_ID = "cccccccc-0000-0000-0000-000000000001";

/** A site as the program declares the frontend, with whatever a test wants different. */
export function declare(different: Partial<SiteDeclaration> = {}): SiteDeclaration {
  return {
    name: "raptor-test",
    defaultHostName: "raptor-test-abc.eastus2-01.azurewebsites.net",
    enabled: true,
    httpsOnly: true,
    linuxFxVersion: `NODE|${process.versions.node.split(".")[0]}-lts`,
    appCommandLine: "node server.cjs",
    cors: undefined,
    identities: [],
    appSettings: { MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: "the-secret" },
    authSettings: authSettings(),
    package: undefined,
    ...different,
  };
}

export function authSettings(
  different: AuthSettings = {},
  entra: Partial<AzureActiveDirectory> = {},
): AuthSettings {
  return {
    platform: { enabled: true },
    globalValidation: {
      requireAuthentication: true,
      unauthenticatedClientAction: "RedirectToLoginPage",
      redirectToProvider: "azureactivedirectory",
    },
    identityProviders: {
      azureActiveDirectory: {
        enabled: true,
        registration: {
          clientId: CLIENT_ID,
          openIdIssuer: `https://sts.windows.net/${TENANT}/v2.0`,
          clientSecretSettingName: "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
        },
        login: {
          loginParameters: ["scope=openid profile email offline_access api://back/user_impersonation"],
        },
        ...entra,
      },
    },
    login: { tokenStore: { enabled: true } },
    httpSettings: { requireHttps: true },
    ...different,
  };
}
