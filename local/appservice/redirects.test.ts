import { describe, test } from "vitest";
import { Browser, BROWSER } from "./testing/browser.ts";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import { openTestSite } from "./testing/open-test-site.ts";

const ISSUER = "https://sts.windows.net/11111111-2222-3333-4444-555555555555/v2.0";

describe("the way back", () => {
  test("leads to the page named by post_login_redirect_uri, or to a page of its own", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const named = await signIn(new Browser(), "/.auth/login/aad?post_login_redirect_uri=/inbox%3Fx%3D1");
    expect(named.headers["location"]).toBe(`${site.url}/inbox?x=1`);
    const older = await signIn(new Browser(), "/.auth/login/aad?post_login_redirect_url=/inbox");
    expect(older.headers["location"]).toBe(`${site.url}/inbox`);
    const browser = new Browser();
    const none = await signIn(browser, "/.auth/login/aad");
    expect(none.headers["location"]).toBe(`${site.url}/.auth/login/done`);
    expect((await browser.open(`${site.url}/.auth/login/done`)).status).toBe(200);
  });

  test("leads to no other site, neither by link nor by state", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const evil = encodeURIComponent("https://evil.test/");
    for (const path of [
      `/.auth/login/aad?post_login_redirect_uri=${evil}`,
      `/.auth/logout?post_logout_redirect_uri=${evil}`,
    ]) {
      expect((await browser.open(`${site.url}${path}`)).status).toBe(400);
    }
    const away = await browser.open(`${site.url}/`);
    const answer = await entra.answerTo(new URL(away.headers["location"] ?? ""));
    answer.set("state", `redir=${evil}`);
    const reply = await browser.post(`${site.url}/.auth/login/aad/callback`, answer);
    expect(reply.status).toBe(400);
    expect(reply.headers["location"]).toBeUndefined();
  });

  test("stays on this host for a path that looks like one", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const reply = await signIn(new Browser(), "//evil.test/%0d%0aset-cookie:x=y");
    const url = new URL(reply.headers["location"] ?? "");
    expect(url.origin).toBe(site.url);
    expect(reply.setCookies.some((cookie) => cookie.startsWith("x="))).toBe(false);
  });

  test("leads to an allowed external URL, with a token in the fragment where that was asked for", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn } = await openTestSite(
      declare({
        authSettings: authSettings({
          login: {
            tokenStore: { enabled: true },
            allowedExternalRedirectUrls: ["https://spa.test/signed-in"],
          },
        }),
      }),
      onTestFinished,
    );
    const target = encodeURIComponent("https://spa.test/signed-in?a=b");
    const browser = new Browser();
    const reply = await signIn(
      browser,
      `/.auth/login/aad?session_mode=token&post_login_redirect_uri=${target}`,
    );
    const url = new URL(reply.headers["location"] ?? "");
    expect(`${url.origin}${url.pathname}${url.search}`).toBe("https://spa.test/signed-in?a=b");
    expect(browser.cookies.has("AppServiceAuthSession")).toBe(false);
    const { authenticationToken } = JSON.parse(decodeURIComponent(url.hash.replace("#token=", ""))) as {
      authenticationToken: string;
    };
    const me = await new Browser().open(`${site.url}/.auth/me`, {
      headers: { "x-zumo-auth": authenticationToken },
    });
    expect(me.status).toBe(200);
  });

  test("keeps the fragment by script where the declaration says so", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(
      declare({ authSettings: authSettings({ login: { preserveUrlFragmentsForLogins: true } }) }),
      onTestFinished,
    );
    const reply = await new Browser().open(`${site.url}/a?</script>`);
    expect(reply.status).toBe(200);
    expect(reply.setCookies[0]).toMatch(/^Nonce=/);
    expect(reply.body).toContain("window.location.replace");
    expect(reply.body.match(/<\/script>/g)).toHaveLength(1);
  });
});

describe("the authorize URL", () => {
  test("carries hints of the link, but nothing that binds the answer", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(declare(), onTestFinished);
    const asked = async (path: string): Promise<URLSearchParams> =>
      new URL((await new Browser().open(`${site.url}${path}`)).headers["location"] ?? "").searchParams;

    const login = await asked(
      "/.auth/login/aad?login_hint=a%40b.test&domain_hint=d&redirect_uri=https://evil.test&nonce=1&state=2&client_id=3&scope=x&response_mode=query",
    );
    expect(login.get("login_hint")).toBe("a@b.test");
    expect(login.get("domain_hint")).toBe("d");
    expect(login.get("redirect_uri")).toBe(`${site.url}/.auth/login/aad/callback`);
    expect(login.get("client_id")).toBe(CLIENT_ID);
    expect(login.get("scope")).toContain("offline_access");
    expect(login.get("response_mode")).toBe("form_post");
    expect(login.get("nonce")).not.toBe("1");

    const page = await asked("/?login_hint=a%40b.test&prompt=none");
    expect(page.get("login_hint")).toBe("a@b.test");
    expect(page.get("prompt")).toBeNull();
  });

  test("follows a declared prefix and a declared forward proxy", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(
      declare({
        authSettings: authSettings({
          httpSettings: { routes: { apiPrefix: "/001/.auth/" }, forwardProxy: { convention: "Standard" } },
        }),
      }),
      onTestFinished,
    );
    const reply = await new Browser().open(`${site.url}/`, { headers: { "x-forwarded-host": "www.test" } });
    expect(new URL(reply.headers["location"] ?? "").searchParams.get("redirect_uri")).toBe(
      "https://www.test/001/.auth/login/aad/callback",
    );
    expect((await new Browser().open(`${site.url}/001/.auth/me`)).status).toBe(401);
    // the usual prefix is a page like any other now
    expect((await new Browser().open(`${site.url}/.auth/me`)).status).toBe(302);
  });

  test("is not built when the app setting with the secret is missing", async ({ expect, onTestFinished }) => {
    const { site, events } = await openTestSite(declare({ appSettings: {} }), onTestFinished);
    const reply = await new Browser().open(`${site.url}/`);
    expect(reply.status).toBe(500);
    expect(reply.body).toContain("the site has no app setting of that name");
    expect(events.join("\n")).toContain(
      "warning: registration.clientSecretSettingName 'MICROSOFT_PROVIDER_AUTHENTICATION_SECRET'",
    );
  });

  test("is not built when the site does not have the identity that stands in for the secret", async ({
    expect,
    onTestFinished,
  }) => {
    const settingName = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";
    const { site } = await openTestSite(
      declare({
        appSettings: { [settingName]: "identity-1" },
        authSettings: authSettings(
          {},
          {
            registration: { clientId: CLIENT_ID, openIdIssuer: ISSUER, clientSecretSettingName: settingName },
          },
        ),
      }),
      onTestFinished,
    );
    const reply = await new Browser().open(`${site.url}/`, { headers: { "user-agent": BROWSER } });
    expect(reply.status).toBe(500);
    expect(reply.body).toContain("no user-assigned identity with that client id");
  });

  test("gets 503 with a clear word when the sign-in service does not answer", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    await entra.close();
    const reply = await new Browser().open(`${site.url}/`);
    expect(reply.status).toBe(503);
    expect(reply.body).toContain("The sign-in service does not answer");
  });
});
