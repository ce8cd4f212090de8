import { describe, test } from "vitest";
import { easyAuthOf } from "../settings.ts";
import { CLIENT_ID, authSettings, declare } from "../testing/declare.ts";
import { TENANT } from "../testing/fake-entra.ts";
import { platformEnvironment, processEnvironment } from "./environment.ts";

const AUTHORITY = { issuerFor: () => undefined, managedIdentityAssertion: () => Promise.resolve("") };
const PATHS = { path: "/bin", folder: "/f", home: "/f/home", temp: "/f/tmp", preload: "/my own/preload.cjs" };

describe("the app's environment", () => {
  test("has what App Service sets for authentication, also with the prefix", ({ expect }) => {
    const site = declare({ appSettings: { MINE: "1" } });
    const environment = platformEnvironment(site, easyAuthOf(site, AUTHORITY), "site.localhost:8401", "i");
    expect(environment).toMatchObject({
      WEBSITE_SITE_NAME: "raptor-test",
      WEBSITE_HOSTNAME: "site.localhost:8401",
      WEBSITE_INSTANCE_ID: "i",
      WEBSITE_AUTH_ENABLED: "True",
      APPSETTING_WEBSITE_AUTH_ENABLED: "True",
      WEBSITE_AUTH_CLIENT_ID: CLIENT_ID,
      WEBSITE_AUTH_OPENID_ISSUER: `https://sts.windows.net/${TENANT}/v2.0`,
      WEBSITE_AUTH_DEFAULT_PROVIDER: "AzureActiveDirectory",
      WEBSITE_AUTH_LOGOUT_PATH: "/.auth/logout",
      MINE: "1",
      APPSETTING_MINE: "1",
    });
    expect(environment).not.toHaveProperty("APPSETTING_WEBSITE_SITE_NAME");
  });

  test("names a default provider only with the redirect", ({ expect }) => {
    const site = declare({
      authSettings: authSettings({ globalValidation: { unauthenticatedClientAction: "Return401" } }),
    });
    expect(platformEnvironment(site, easyAuthOf(site, AUTHORITY), "h", "i")).not.toHaveProperty(
      "WEBSITE_AUTH_DEFAULT_PROVIDER",
    );
  });

  test("says so when authentication is off, whatever stands in front", ({ expect }) => {
    const site = declare({ authSettings: undefined });
    expect(platformEnvironment(site, undefined, "h", "i")).toMatchObject({ WEBSITE_AUTH_ENABLED: "False" });
  });

  test("gets its port from us, keeps its own Node options, and nothing of ours but PATH", ({ expect }) => {
    const environment = { PORT: "80", NODE_OPTIONS: "--no-warnings", A: "1" };
    expect(processEnvironment(environment, 5000, PATHS)).toEqual({
      PATH: "/bin",
      HOME: "/f/home",
      TMPDIR: "/f/tmp",
      A: "1",
      PORT: "5000",
      NODE_OPTIONS: '--require "/my own/preload.cjs" --no-warnings',
      RAPTOR_LIFELINE: "/f",
    });
  });
});
