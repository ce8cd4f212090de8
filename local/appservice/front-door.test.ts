import { describe, test } from "vitest";
import { ask, Browser } from "./testing/browser.ts";
import { authSettings, declare } from "./testing/declare.ts";
import type { Echoed } from "./testing/echo.ts";
import { openTestSite } from "./testing/open-test-site.ts";
import { openBefore, startSocketEcho, upgrade } from "./testing/upstream.ts";

describe("without auth settings", () => {
  test("passes everything on untouched, and says that nothing is locked", async ({
    expect,
    onTestFinished,
  }) => {
    for (const settings of [undefined, authSettings({ platform: { enabled: false } })]) {
      const { site, events } = await openTestSite(declare({ authSettings: settings }), onTestFinished);
      const reply = await ask(`${site.url}/.auth/me?x=1`, {
        method: "PUT",
        headers: { "x-ms-client-principal-id": "anybody" },
        body: "hello",
      });
      const echoed = JSON.parse(reply.body) as Echoed;
      expect(echoed).toMatchObject({ method: "PUT", url: "/.auth/me?x=1", body: "hello" });
      expect(echoed.headers["x-ms-client-principal-id"]).toBe("anybody");
      expect(events.join("\n")).toContain("warning: authentication is off: everybody gets in");
    }
  });
});

describe("the front door", () => {
  test("locks at once when the auth settings arrive, and closes sockets that came in before", async ({
    expect,
    onTestFinished,
  }) => {
    const declared = declare({ authSettings: undefined });
    const upstream = await startSocketEcho(onTestFinished);
    const { site } = await openBefore(declared, upstream, onTestFinished);
    const socket = await upgrade(site.url, {});
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await site.apply(declare());
    await closed;
    expect((await ask(site.url)).status).toBe(401);
  });

  test("is the HTTPS edge: the app sees https, and a redirect to https comes back over http", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, events } = await openTestSite(declare({ authSettings: undefined }), onTestFinished);
    const { headers } = JSON.parse(
      (await ask(site.url, { headers: { "x-forwarded-for": "10.0.0.1", "x-forwarded-proto": "http" } })).body,
    ) as Echoed;
    expect(headers["x-forwarded-proto"]).toBe("https");
    expect(headers["x-forwarded-for"]).toBe("10.0.0.1, 127.0.0.1");
    expect(headers["host"]).toBe(new URL(site.url).host);
    const redirected = await ask(`${site.url}/redirect`);
    expect(redirected.headers["location"]).toBe(`${site.url}/elsewhere`);
    expect(events.join("\n")).toContain("notice: the front door counts as the HTTPS edge");
  });

  test("answers only to its own names", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(declare({ authSettings: undefined }), onTestFinished);
    expect((await ask(site.url, { headers: { host: "evil.test" } })).status).toBe(404);
    expect((await ask(site.url, { headers: { host: "127.0.0.1" } })).status).toBe(200);
  });

  test("answers 403 for a stopped site", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(declare({ enabled: false }), onTestFinished);
    expect((await ask(site.url)).status).toBe(403);
  });

  test("lets nobody take the injected headers away by naming them in Connection", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    const page = await browser.open(site.url, { headers: { connection: "close, x-ms-client-principal" } });
    const { headers } = JSON.parse(page.body) as Echoed;
    expect(headers["connection"]).toBe("close");
    expect(headers).toHaveProperty("x-ms-client-principal");
  });

  test("opens excluded paths to all, and still says who is signed in", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(
      declare({
        authSettings: authSettings({
          globalValidation: { requireAuthentication: true, excludedPaths: ["/healthz", "/open/*"] },
        }),
      }),
      onTestFinished,
    );
    const opened = await ask(`${site.url}/open/a?b`, { headers: { "x-ms-client-principal-id": "forged" } });
    expect(opened.status).toBe(200);
    expect(opened.body).not.toContain("forged");
    expect((await ask(`${site.url}/open/../admin`)).status).toBe(401);
    const browser = new Browser();
    await signIn(browser);
    expect((await browser.open(`${site.url}/healthz`)).body).toContain("x-ms-client-principal-id");
  });

  test("refuses a cross-site POST with a session cookie, and takes the site's own", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, signIn, events } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    const post = async (headers: Record<string, string>): Promise<number> =>
      (await browser.open(`${site.url}/form`, { method: "POST", headers, body: "a=b" })).status;
    expect(await post({ origin: "https://evil.test" })).toBe(403);
    expect(await post({})).toBe(403);
    expect(await post({ origin: site.url })).toBe(200);
    expect(events.join("\n")).toContain("cross-site request");
  });

  test("knows its endpoints and no others", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(declare(), onTestFinished);
    expect((await ask(`${site.url}/.auth/login/google`)).status).toBe(404);
    expect((await ask(`${site.url}/.auth`)).status).toBe(404);
    expect((await ask(`${site.url}/.AUTH/unknown`)).status).toBe(404);
    const wrongMethod = await ask(`${site.url}/.auth/me`, { method: "POST" });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers["allow"]).toBe("GET");
    expect((await ask(`${site.url}/.authentic`)).status).toBe(401);
  });

  test("signs out at a declared path too", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(
      declare({ authSettings: authSettings({ login: { routes: { logoutEndpoint: "/bye" } } }) }),
      onTestFinished,
    );
    for (const path of ["/bye", "/.auth/logout"]) {
      const reply = await ask(`${site.url}${path}?post_logout_redirect_uri=/left`);
      expect(new URL(reply.headers["location"] ?? "").searchParams.get("post_logout_redirect_uri")).toBe(
        `${site.url}/left`,
      );
    }
  });

  test("answers preflights before it asks who is there, and lays CORS over the app's own", async ({
    expect,
    onTestFinished,
  }) => {
    const cors = { allowedOrigins: ["https://app.test"], supportCredentials: true };
    const declared = declare({ cors });
    const { site, signIn } = await openTestSite(declared, onTestFinished);
    const preflight = { origin: "https://app.test", "access-control-request-method": "GET" };
    const answered = await ask(site.url, { method: "OPTIONS", headers: preflight });
    expect(answered.status).toBe(204);
    expect(answered.headers["access-control-allow-origin"]).toBe("https://app.test");
    const stranger = await ask(site.url, {
      method: "OPTIONS",
      headers: { ...preflight, origin: "https://evil.test" },
    });
    expect(stranger.headers["access-control-allow-origin"]).toBeUndefined();
    expect((await ask(site.url, { method: "OPTIONS" })).status).toBe(401);

    const refused = await ask(site.url, { headers: { origin: "https://app.test" } });
    expect(refused.status).toBe(401);
    expect(refused.headers["access-control-allow-origin"]).toBe("https://app.test");

    const browser = new Browser();
    await signIn(browser);
    const page = await browser.open(site.url, { headers: { origin: "https://evil.test" } });
    expect(page.headers["access-control-allow-origin"]).toBeUndefined();

    // without platform CORS the app answers for itself, preflights without a caller included
    await site.apply(declare());
    const own = await ask(site.url, { method: "OPTIONS", headers: preflight });
    expect(own.status).toBe(200);
    expect(own.headers["access-control-allow-origin"]).toBe("https://app-says.test");
  });
});
