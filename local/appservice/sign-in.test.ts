import { describe, test } from "vitest";
import { Browser, BROWSER } from "./testing/browser.ts";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import type { Echoed } from "./testing/echo.ts";
import { ALICE } from "./testing/fake-entra.ts";
import { openTestSite } from "./testing/open-test-site.ts";

describe("signing in with a browser", () => {
  test("sends the browser straight to the authorize URL, in Azure's form", async ({
    expect,
    onTestFinished,
  }) => {
    const { site } = await openTestSite(declare(), onTestFinished);

    const reply = await new Browser().open(`${site.url}/a/page?q=1&r=%2F`);

    expect(reply.status).toBe(302);
    const url = new URL(reply.headers["location"] ?? "");
    expect(url.pathname).toBe("/authorize");
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toEqual({
      response_type: "code id_token",
      redirect_uri: `${site.url}/.auth/login/aad/callback`,
      client_id: CLIENT_ID,
      scope: "openid profile email offline_access api://back/user_impersonation",
      response_mode: "form_post",
      nonce: expect.stringMatching(/^[0-9a-f]{32}_\d{14}$/),
      state: `redir=${encodeURIComponent("/a/page?q=1&r=%2F")}`,
    });
    expect(reply.setCookies).toEqual([
      expect.stringMatching(/^Nonce=[^;]+; path=\/; secure; HttpOnly; SameSite=None$/),
    ]);
  });

  test("opens a session and comes back to the page that was asked for", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();

    const reply = await signIn(browser, "/a/page?q=1");

    expect(reply.status).toBe(302);
    expect(reply.headers["location"]).toBe(`${site.url}/a/page?q=1`);
    expect(browser.cookies.has("AppServiceAuthSession")).toBe(true);
    expect(browser.cookies.has("Nonce")).toBe(false);
    expect(entra.tokenRequests[0]?.get("client_secret")).toBe("the-secret");

    const page = await browser.open(`${site.url}/a/page?q=1`);
    expect(page.status).toBe(200);
    const { headers, url } = JSON.parse(page.body) as Echoed;
    expect(url).toBe("/a/page?q=1");
    expect(headers["x-ms-client-principal-id"]).toBe(ALICE["oid"]);
    expect(headers["x-ms-client-principal-name"]).toBe("alice@raptor.test");
    expect(headers["x-ms-client-principal-idp"]).toBe("aad");
    expect(headers["x-ms-token-aad-access-token"]).toMatch(/^ey/);
    expect(headers["x-ms-token-aad-id-token"]).toMatch(/^ey/);
    expect(headers["x-ms-token-aad-refresh-token"]).toBeDefined();
    expect(headers["x-ms-token-aad-expires-on"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/);
    const principal = JSON.parse(
      Buffer.from(headers["x-ms-client-principal"] ?? "", "base64").toString(),
    ) as { claims: { typ: string; val: string }[] };
    expect(principal.claims).toContainEqual({ typ: "name", val: "Alice Ärmel" });
    expect(principal.claims.filter(({ typ }) => typ === "roles").map(({ val }) => val)).toEqual([
      "Reader",
      "Writer",
    ]);
  });

  test("answers /.auth/me with tokens and claims, refreshes them, and signs out", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    expect((await browser.open(`${site.url}/.auth/me`)).status).toBe(401);
    await signIn(browser);

    const [me] = JSON.parse((await browser.open(`${site.url}/.auth/me`)).body) as [Record<string, unknown>];
    expect(Object.keys(me)).toEqual([
      "access_token",
      "expires_on",
      "id_token",
      "provider_name",
      "refresh_token",
      "user_claims",
      "user_id",
    ]);
    expect(me["user_id"]).toBe("alice@raptor.test");

    expect((await browser.open(`${site.url}/.auth/refresh`)).status).toBe(200);
    expect(entra.tokenRequests.at(-1)?.get("grant_type")).toBe("refresh_token");
    const [after] = JSON.parse((await browser.open(`${site.url}/.auth/me`)).body) as [
      Record<string, unknown>,
    ];
    expect(after["refresh_token"]).not.toBe(me["refresh_token"]);

    const stolen = new Browser();
    for (const [name, value] of browser.cookies) stolen.cookies.set(name, value);
    const out = await browser.open(`${site.url}/.auth/logout`);
    expect(out.status).toBe(302);
    const url = new URL(out.headers["location"] ?? "");
    expect(url.pathname).toBe("/logout");
    expect(url.searchParams.get("post_logout_redirect_uri")).toBe(`${site.url}/.auth/logout/complete`);
    expect(browser.cookies.size).toBe(0);
    expect((await browser.open(`${site.url}/.auth/logout/complete`)).status).toBe(200);
    expect((await stolen.open(`${site.url}/.auth/me`)).status).toBe(401);
  });

  test("asks for an ID token only, and sends no tokens on, without a secret", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn } = await openTestSite(
      declare({
        authSettings: authSettings(
          {},
          {
            registration: {
              clientId: CLIENT_ID,
              openIdIssuer: "https://sts.windows.net/11111111-2222-3333-4444-555555555555/v2.0",
            },
          },
        ),
      }),
      onTestFinished,
    );
    const browser = new Browser();
    const away = await browser.open(`${site.url}/`);
    expect(new URL(away.headers["location"] ?? "").searchParams.get("response_type")).toBe("id_token");

    expect((await signIn(browser)).status).toBe(302);
    const { headers } = JSON.parse((await browser.open(`${site.url}/`)).body) as Echoed;
    expect(headers["x-ms-token-aad-id-token"]).toMatch(/^ey/);
    expect(headers["x-ms-token-aad-access-token"]).toBeUndefined();
  });

  test("uses a managed identity's assertion instead of a secret", async ({ expect, onTestFinished }) => {
    const settingName = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";
    const { entra, signIn } = await openTestSite(
      declare({
        appSettings: { [settingName]: "identity-1" },
        identities: [{ id: "/subscriptions/x", clientId: "identity-1", principalId: "object-1" }],
        authSettings: authSettings(
          {},
          {
            registration: {
              clientId: CLIENT_ID,
              openIdIssuer: "https://sts.windows.net/11111111-2222-3333-4444-555555555555/v2.0",
              clientSecretSettingName: settingName,
            },
          },
        ),
      }),
      onTestFinished,
    );
    expect((await signIn(new Browser())).status).toBe(302);
    expect(entra.tokenRequests[0]?.get("client_assertion")).toBe("assertion-of-identity-1");
    expect(entra.tokenRequests[0]?.get("client_secret")).toBeNull();
  });

  test("strips identity headers that a client makes up", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    const page = await browser.open(`${site.url}/`, {
      headers: {
        "user-agent": BROWSER,
        "x-ms-client-principal-id": "forged",
        x_ms_client_principal_name: "forged",
        "x-ms-token-aad-access-token": "forged",
      },
    });
    expect(page.body).not.toContain("forged");
  });
});
