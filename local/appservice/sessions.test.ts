import { setTimeout as sleep } from "node:timers/promises";
import { describe, test } from "vitest";
import { ask, Browser } from "./testing/browser.ts";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import type { Echoed } from "./testing/echo.ts";
import { ALICE } from "./testing/fake-entra.ts";
import { openTestSite } from "./testing/open-test-site.ts";

const TENANT_ISSUER = "https://sts.windows.net/11111111-2222-3333-4444-555555555555/v2.0";

describe("a session", () => {
  test("survives every change of the declaration but that of its registration or issuer", async ({
    expect,
    onTestFinished,
  }) => {
    const declared = declare();
    const { site, signIn } = await openTestSite(declared, onTestFinished);
    const browser = new Browser();
    await signIn(browser);

    const registration = { clientId: CLIENT_ID, openIdIssuer: TENANT_ISSUER };
    await site.apply({
      ...declared,
      appSettings: { MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: "rotated", MORE: "settings" },
      authSettings: authSettings({ globalValidation: { unauthenticatedClientAction: "Return401" } }),
    });
    expect((await browser.open(site.url)).status).toBe(200);
    expect((JSON.parse((await browser.open(site.url)).body) as Echoed).headers).toHaveProperty(
      "x-ms-token-aad-access-token",
    );

    await site.apply({
      ...declared,
      authSettings: authSettings({}, { registration: { ...registration, clientId: "another" } }),
    });
    expect((await browser.open(site.url)).status).toBe(302);
    await site.apply({
      ...declared,
      authSettings: authSettings(
        {},
        { registration: { ...registration, openIdIssuer: TENANT_ISSUER.replace("1111", "2222") } },
      ),
    });
    expect((await browser.open(site.url)).status).toBe(302);
    await site.apply(declared);
    expect((await browser.open(site.url)).status).toBe(200);
  });

  test("is judged by the policy that is declared now", async ({ expect, onTestFinished }) => {
    const declared = declare();
    const { site, signIn } = await openTestSite(declared, onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    const withPolicy = (allowedApplications: readonly string[]): ReturnType<typeof declare> => ({
      ...declared,
      authSettings: authSettings({}, { validation: { defaultAuthorizationPolicy: { allowedApplications } } }),
    });
    await site.apply(withPolicy(["another"]));
    expect((await browser.open(site.url)).status).toBe(403);
    expect((await browser.open(`${site.url}/.auth/me`)).status).toBe(403);
    expect((await browser.open(`${site.url}/.auth/refresh`)).status).toBe(403);
    // the application of a browser's session is the site's own
    await site.apply(withPolicy([CLIENT_ID]));
    expect((await browser.open(site.url)).status).toBe(200);
  });

  test("ends after the declared time, and may still be refreshed for the declared hours", async ({
    expect,
    onTestFinished,
  }) => {
    const login = (hours: number): ReturnType<typeof declare> =>
      declare({
        authSettings: authSettings({
          login: {
            tokenStore: { enabled: true, tokenRefreshExtensionHours: hours },
            cookieExpiration: { convention: "FixedTime", timeToExpiration: "00:00:01" },
          },
        }),
      });
    const { site, signIn } = await openTestSite(login(72), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    expect((await browser.open(site.url)).status).toBe(200);
    await sleep(1100);
    expect((await browser.open(site.url)).status).toBe(302);
    expect((await browser.open(`${site.url}/.auth/refresh`)).status).toBe(200);
    expect((await browser.open(site.url)).status).toBe(200);

    await site.apply(login(0));
    await sleep(1100);
    expect((await browser.open(`${site.url}/.auth/refresh`)).status).toBe(401);
  });

  test("ends with the ID token where the declaration says so", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(
      declare({
        authSettings: authSettings({
          login: { cookieExpiration: { convention: "IdentityProviderDerived" } },
        }),
      }),
      onTestFinished,
    );
    const browser = new Browser();
    const exp = Math.floor(Date.now() / 1000) + 3;
    await signIn(browser, "/", { ...ALICE, exp });
    expect((await browser.open(site.url)).status).toBe(200);
    await sleep(exp * 1000 - Date.now() + 500);
    expect((await browser.open(site.url)).status).toBe(302);
  });

  test("is spread over several cookies when it is long, and leaves none of them behind", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const groups = Array.from({ length: 60 }, (_, index) => `group-${index}-${"x".repeat(30)}`);
    await signIn(browser, "/", { ...ALICE, groups });
    const names = [...browser.cookies.keys()];
    expect(names.slice(0, 2)).toEqual(["AppServiceAuthSession", "AppServiceAuthSession1"]);
    expect(Math.max(...[...browser.cookies.values()].map((value) => value.length))).toBeLessThanOrEqual(2000);
    expect((await browser.open(site.url)).status).toBe(200);

    // a shorter session takes their place
    const again = await signIn(browser, "/.auth/login/aad");
    expect(again.status).toBe(302);
    expect(browser.cookies.size).toBeLessThan(names.length);
    expect((await browser.open(site.url)).status).toBe(200);
    await browser.open(`${site.url}/.auth/logout`);
    expect(browser.cookies.size).toBe(0);
  });

  test("is refused when it does not fit any cookie", async ({ expect, onTestFinished }) => {
    const { signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const groups = Array.from({ length: 800 }, (_, index) => `group-${index}-${"x".repeat(30)}`);
    const reply = await signIn(browser, "/", { ...ALICE, groups });
    expect(reply.status).toBe(500);
    expect(reply.body).toContain("do not fit a cookie");
  });

  test("cannot be changed by whoever has the cookie", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    const cookie = browser.cookies.get("AppServiceAuthSession") ?? "";
    expect(cookie).not.toContain(Buffer.from("alice").toString("base64url").slice(0, 5));
    const middle = Math.floor(cookie.length / 2);
    const changed = `${cookie.slice(0, middle)}${cookie[middle] === "A" ? "B" : "A"}${cookie.slice(middle + 1)}`;
    browser.cookies.set("AppServiceAuthSession", changed);
    expect((await browser.open(site.url)).status).toBe(302);
  });

  test("is shared by sites that declare the same keys", async ({ expect, onTestFinished }) => {
    const appSettings = {
      MICROSOFT_PROVIDER_AUTHENTICATION_SECRET: "x",
      WEBSITE_AUTH_ENCRYPTION_KEY: "ab".repeat(32),
    };
    const first = await openTestSite(declare({ appSettings }), onTestFinished);
    const second = await openTestSite(declare({ appSettings }), onTestFinished);
    const browser = new Browser();
    await first.signIn(browser);
    const page = await browser.open(second.site.url);
    expect(page.status).toBe(200);
    // the tokens stay where the sign-in was: the session is there, its tokens are not
    expect((JSON.parse(page.body) as Echoed).headers).not.toHaveProperty("x-ms-token-aad-access-token");
    expect((await browser.open(`${second.site.url}/.auth/me`)).body).toBe("[]");
  });
});

describe("the token store", () => {
  test("when off: no token headers, no /.auth/me, no refresh, but a principal", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn } = await openTestSite(
      declare({ authSettings: authSettings({ login: {} }) }),
      onTestFinished,
    );
    const browser = new Browser();
    await signIn(browser);
    const { headers } = JSON.parse((await browser.open(site.url)).body) as Echoed;
    expect(headers).toHaveProperty("x-ms-client-principal");
    expect(Object.keys(headers).filter((name) => name.startsWith("x-ms-token"))).toEqual([]);
    expect((await browser.open(`${site.url}/.auth/me`)).status).toBe(404);
    expect((await browser.open(`${site.url}/.auth/refresh`)).status).toBe(403);
  });

  test("cannot refresh without a refresh token, or when the sign-in service refuses", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra, signIn, events } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    entra.failNext("invalid_grant", "AADSTS50173: revoked");
    expect((await browser.open(`${site.url}/.auth/refresh`)).status).toBe(403);
    expect(events.join("\n")).toContain("AADSTS50173");

    entra.withoutRefreshToken();
    const other = new Browser();
    await signIn(other);
    expect((await other.open(`${site.url}/.auth/refresh`)).status).toBe(403);
    expect(events.join("\n")).toContain("offline_access");
  });
});

describe("a client that signs in by itself", () => {
  test("brings its tokens and gets one for X-ZUMO-AUTH", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    const accessToken = await entra.sign({ ...ALICE, aud: CLIENT_ID, azp: "native" });
    const bring = (body: unknown): ReturnType<typeof ask> =>
      ask(`${site.url}/.auth/login/aad`, { method: "POST", body: JSON.stringify(body) });

    const reply = await bring({ access_token: accessToken, expires_in: 600 });
    expect(reply.status).toBe(200);
    const { authenticationToken, user } = JSON.parse(reply.body) as {
      authenticationToken: string;
      user: { userId: string };
    };
    expect(user.userId).toMatch(/^sid:[0-9a-f]{32}$/);
    const page = await ask(site.url, { headers: { "x-zumo-auth": authenticationToken } });
    expect(page.status).toBe(200);
    const { headers } = JSON.parse(page.body) as Echoed;
    expect(headers["x-ms-client-principal-name"]).toBe("alice@raptor.test");
    expect(headers["x-ms-token-aad-access-token"]).toBe(accessToken);
    expect(headers["x-zumo-auth"]).toBeUndefined();
    // a browser sends no such header by itself, so nobody can forge the request from another site
    const post = await new Browser().open(site.url, {
      method: "POST",
      headers: { "x-zumo-auth": authenticationToken, origin: "https://evil.test" },
    });
    expect(post.status).toBe(200);

    await ask(`${site.url}/.auth/logout`, { headers: { "x-zumo-auth": authenticationToken } });
    expect((await ask(site.url, { headers: { "x-zumo-auth": authenticationToken } })).status).toBe(401);
    expect((await ask(site.url, { headers: { "x-zumo-auth": "made.up.token" } })).status).toBe(401);
  });

  test("is refused by the policy like every other caller", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(
      declare({
        authSettings: authSettings(
          {},
          { validation: { defaultAuthorizationPolicy: { allowedApplications: [CLIENT_ID] } } },
        ),
      }),
      onTestFinished,
    );
    const body = JSON.stringify({
      access_token: await entra.sign({ ...ALICE, aud: CLIENT_ID, azp: "native" }),
    });
    expect((await ask(`${site.url}/.auth/login/aad`, { method: "POST", body })).status).toBe(403);
  });

  test("is refused with wrong or foreign tokens", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    const mine = await entra.sign({ ...ALICE, aud: CLIENT_ID });
    const others = await entra.sign({ ...ALICE, oid: "bob", aud: CLIENT_ID });
    const foreign = await entra.sign({ ...ALICE, aud: "graph" });
    const bring = async (body: string): Promise<number> =>
      (await ask(`${site.url}/.auth/login/aad`, { method: "POST", body })).status;
    expect(await bring("no json")).toBe(400);
    expect(await bring("{}")).toBe(400);
    expect(await bring(JSON.stringify({ access_token: foreign }))).toBe(401);
    expect(await bring(JSON.stringify({ access_token: mine, id_token: others }))).toBe(401);
  });
});
