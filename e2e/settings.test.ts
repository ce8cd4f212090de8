import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { deployRaptor, textOutput, type Deployed } from "./deployed.ts";

/** What a setting changes for the people who use the deployment. */
describe("settings, as people meet them", () => {
  let browser: Browser;
  let deployed: Deployed | undefined;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await deployed?.cloud.close();
    deployed = undefined;
  });
  afterAll(async () => browser?.close());

  async function profileOfTheFirstUser({ cloud, frontend }: Deployed): Promise<string> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(frontend);
    await page.getByRole("button", { name: cloud.users()[0]?.userPrincipalName ?? "" }).click();
    await page.getByRole("link", { name: "Get user's profile from the API" }).click();
    const text = await page.locator("main").innerText();
    await page.context().close();
    return text;
  }

  it("credentials: managedIdentity signs people in without any secret", async ({ expect }) => {
    deployed = await deployRaptor({ credentials: "managedIdentity", sku: "B1" });
    expect(await profileOfTheFirstUser(deployed)).toContain("/get-profile");
    const types = deployed.result.registrations.map((registration) => registration.type);
    expect(types).toContain(
      "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
    );
    expect(types).not.toContain("azuread:index/applicationPassword:ApplicationPassword");
  });

  it("backendUnauthenticated: RedirectToLoginPage sends a browser at the backend to sign in", async ({
    expect,
  }) => {
    deployed = await deployRaptor({ backendUnauthenticated: "RedirectToLoginPage" });
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${deployed.cloud.browserAddress(textOutput(deployed, "backendUrl"))}/get-profile`);
    await page.getByRole("button", { name: deployed.cloud.users()[0]?.userPrincipalName ?? "" }).click();
    expect(await page.locator("body").innerText()).toContain("withAuthentication");
    await page.context().close();
    // other callers still need a token
    expect((await fetch(`${deployed.backend}/get-profile`)).status).toBe(401);
  });

  it("adminGrant: false still signs people in, on the pre-authorisation alone", async ({ expect }) => {
    deployed = await deployRaptor({ adminGrant: "false" });
    expect(await profileOfTheFirstUser(deployed)).toContain("/get-profile");
  });

  it("without grant and pre-authorisation each person is asked to consent, once", async ({ expect }) => {
    deployed = await deployRaptor({ adminGrant: "false", preAuthorize: "false" });
    const page = await (await browser.newContext()).newPage();
    await page.goto(deployed.frontend);
    await page.getByRole("button", { name: deployed.cloud.users()[0]?.userPrincipalName ?? "" }).click();
    await page.getByRole("button", { name: "Accept" }).click();
    await page.waitForURL(`${deployed.frontend}/`);
    await page.context().close();
    expect(await profileOfTheFirstUser(deployed)).toContain("/get-profile");
  });

  it("assignmentRequired keeps out who is not assigned", async ({ expect }) => {
    deployed = await deployRaptor({ assignmentRequired: "true" });
    const page = await (await browser.newContext()).newPage();
    await page.goto(deployed.frontend);
    await page.getByRole("button", { name: deployed.cloud.users()[1]?.userPrincipalName ?? "" }).click();
    expect(await page.locator("body").innerText()).toContain("AADSTS50105");
    await page.context().close();
  });
});
