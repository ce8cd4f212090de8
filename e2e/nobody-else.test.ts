import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, it } from "vitest";
import { launchBrowser } from "./browser.ts";
import { changeBehindItsBack, deployRaptor, registerClient, textOutput, type Deployed } from "./deployed.ts";
import type { Properties } from "../local/provider/values.ts";

describe("nobody else gets in", () => {
  let deployed: Deployed;
  let browser: Browser;

  beforeAll(async () => {
    [deployed, browser] = await Promise.all([deployRaptor(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await deployed?.cloud.close();
  });

  async function tokenFor(client: { clientId: string; secret: string }, resource: string): Promise<string> {
    const response = await fetch(deployed.cloud.issuer.replace("/v2.0", "/oauth2/v2.0/token"), {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: client.clientId,
        client_secret: client.secret,
        scope: `${resource}/.default`,
      }),
    });
    const body = (await response.json()) as { access_token?: string };
    if (body.access_token === undefined) throw new Error(JSON.stringify(body));
    return body.access_token;
  }

  it("answers 403 to a valid token of another client, before the app sees it", async ({ expect }) => {
    const other = await registerClient(deployed.cloud, "other-team");
    const backendId = textOutput(deployed, "backendClientId");
    const token = await tokenFor(other, `api://${backendId}`);
    const response = await fetch(`${deployed.backend}/get-profile`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain("displayName");
  });

  it("answers 401 to a token for another audience", async ({ expect }) => {
    const other = await registerClient(deployed.cloud, "another-team");
    const token = await tokenFor(other, textOutput(deployed, "frontendClientId"));
    const response = await fetch(`${deployed.backend}/get-profile`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(401);
  });

  it("answers 401 to a token that somebody changed", async ({ expect }) => {
    const other = await registerClient(deployed.cloud, "third-team");
    const token = await tokenFor(other, textOutput(deployed, "backendClientId"));
    const [header, payload = "", signature] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const frontendClientId = deployed.result.outputs["frontendClientId"];
    const forged = Buffer.from(JSON.stringify({ ...claims, azp: frontendClientId })).toString("base64url");
    const response = await fetch(`${deployed.backend}/get-profile`, {
      headers: { authorization: `Bearer ${header}.${forged}.${signature}` },
    });
    expect(response.status).toBe(401);
  });

  it("tells the person what is wrong when allowedApplications does not contain the frontend", async ({
    expect,
  }) => {
    // the portal's default: the backend lists itself alone. contract: easyauth 3.4
    await changeBehindItsBack(deployed, "backend-app-auth", (inputs) =>
      withAllowedApplications(inputs, [textOutput(deployed, "backendClientId")]),
    );
    const page = await (await browser.newContext()).newPage();
    await page.goto(deployed.frontend);
    await page.getByRole("button", { name: deployed.cloud.users()[0]?.userPrincipalName ?? "" }).click();
    await page.getByRole("link", { name: "Get user's profile from the API" }).click();
    const text = await page.locator("main").innerText();
    expect(text).toContain("403");
    expect(text).toContain("allowedApplications");
    await page.context().close();
  });
});

function withAllowedApplications(inputs: Properties, allowedApplications: readonly string[]): Properties {
  const copy = structuredClone(inputs) as {
    identityProviders: { azureActiveDirectory: { validation: { defaultAuthorizationPolicy: Properties } } };
  };
  copy.identityProviders.azureActiveDirectory.validation.defaultAuthorizationPolicy = { allowedApplications };
  return copy;
}
