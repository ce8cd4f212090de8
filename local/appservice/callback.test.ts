import { describe, test } from "vitest";
import { Browser } from "./testing/browser.ts";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import { ALICE } from "./testing/fake-entra.ts";
import { openTestSite } from "./testing/open-test-site.ts";

describe("the callback", () => {
  test("begins again for a browser that has not begun a sign-in here, three times at most", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra, events } = await openTestSite(declare(), onTestFinished);
    const attacker = new Browser();
    const away = await attacker.open(`${site.url}/`);
    const answer = await entra.answerTo(new URL(away.headers["location"] ?? ""));

    // keeps no cookies at all, so nothing but the state can tell how often it was sent away
    let reply = await new Browser().post(`${site.url}/.auth/login/aad/callback`, answer);
    for (const attempt of [2, 3]) {
      const url = new URL(reply.headers["location"] ?? "");
      expect(url.pathname).toBe("/authorize");
      expect(url.searchParams.get("state")).toBe(`redir=%2F&attempt=${attempt}`);
      const victim = new Browser();
      reply = await victim.post(`${site.url}/.auth/login/aad/callback`, await entra.answerTo(url));
      expect(victim.cookies.has("AppServiceAuthSession")).toBe(false);
    }
    expect(reply.status).toBe(401);
    expect(reply.body).toContain("no Nonce cookie");
    expect(entra.tokenRequests).toHaveLength(0);
    expect(events.join("\n")).toContain("sign-in begins again");
  });

  test("takes an answer once", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const away = await browser.open(`${site.url}/`);
    const nonce = browser.cookies.get("Nonce") ?? "";
    const answer = await entra.answerTo(new URL(away.headers["location"] ?? ""));
    const callback = `${site.url}/.auth/login/aad/callback`;
    expect((await browser.post(callback, answer)).headers["location"]).toBe(`${site.url}/`);

    const replay = new Browser();
    replay.cookies.set("Nonce", nonce);
    const reply = await replay.post(callback, answer);
    expect(new URL(reply.headers["location"] ?? "").pathname).toBe("/authorize");
    expect(replay.cookies.has("AppServiceAuthSession")).toBe(false);
  });

  test("leads on to the page when another tab has signed in meanwhile", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const first = await browser.open(`${site.url}/first`);
    const second = await browser.open(`${site.url}/second`);
    const callback = `${site.url}/.auth/login/aad/callback`;
    await browser.post(callback, await entra.answerTo(new URL(second.headers["location"] ?? "")));
    const late = await browser.post(callback, await entra.answerTo(new URL(first.headers["location"] ?? "")));
    expect(late.headers["location"]).toBe(`${site.url}/first`);
  });

  test("begins again for a tab that another tab has overtaken", async ({ expect, onTestFinished }) => {
    const { site, entra, events } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const first = await browser.open(`${site.url}/first`);
    await browser.open(`${site.url}/second`);
    const reply = await browser.post(
      `${site.url}/.auth/login/aad/callback`,
      await entra.answerTo(new URL(first.headers["location"] ?? "")),
    );
    const url = new URL(reply.headers["location"] ?? "");
    expect(url.pathname).toBe("/authorize");
    expect(url.searchParams.get("state")).toBe("redir=%2Ffirst&attempt=2");
    expect(events.join("\n")).toContain("the answer belongs to another sign-in (nonce)");
  });

  test("begins again when the sign-in took longer than the nonce lives", async ({
    expect,
    onTestFinished,
  }) => {
    const { signIn, events } = await openTestSite(
      declare({ authSettings: authSettings({ login: { nonce: { nonceExpirationInterval: "00:00:00" } } }) }),
      onTestFinished,
    );
    const reply = await signIn(new Browser(), "/deep/link");
    const url = new URL(reply.headers["location"] ?? "");
    expect(url.pathname).toBe("/authorize");
    expect(url.searchParams.get("state")).toBe("redir=%2Fdeep%2Flink&attempt=2");
    expect(events.join("\n")).toContain("nonceExpirationInterval");
  });

  test("does not ask for the nonce where the declaration says so", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(
      declare({ authSettings: authSettings({ login: { nonce: { validateNonce: false } } }) }),
      onTestFinished,
    );
    const browser = new Browser();
    const reply = await signIn(browser);
    expect(reply.headers["location"]).toBe(`${site.url}/`);
    expect(browser.cookies.has("AppServiceAuthSession")).toBe(true);
  });

  test.for([
    ["an ID token for another application", { aud: "somebody-else" }],
    ["an ID token of another issuer", { iss: "https://evil.test" }],
    ["an expired ID token", { exp: 1 }],
    ["an ID token without the code's hash", { c_hash: "AAAAAAAAAAAAAAAAAAAAAA" }],
  ] as const)("refuses %s", async ([, claims], { expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const away = await browser.open(`${site.url}/`);
    const authorize = new URL(away.headers["location"] ?? "");
    const answer = await entra.answerTo(authorize);
    const good = await entra.answerTo(authorize);
    good.set("code", answer.get("code") ?? "");
    const nonce = authorize.searchParams.get("nonce");
    good.set("id_token", await entra.sign({ ...ALICE, aud: CLIENT_ID, nonce, ...claims }));
    const reply = await browser.post(`${site.url}/.auth/login/aad/callback`, good);
    expect(reply.status).toBe(401);
    expect(browser.cookies.has("AppServiceAuthSession")).toBe(false);
    expect(entra.tokenRequests).toHaveLength(0);
  });

  test("shows, escaped, what the sign-in service refuses", async ({ expect, onTestFinished }) => {
    const { site, entra, signIn } = await openTestSite(declare(), onTestFinished);
    const denied = await new Browser().post(
      `${site.url}/.auth/login/aad/callback`,
      new URLSearchParams({ error: "access_denied", error_description: "AADSTS65004: <b>no</b>" }),
    );
    expect(denied.status).toBe(401);
    expect(denied.body).toContain("access_denied: AADSTS65004: &lt;b&gt;no&lt;/b&gt;");
    expect(denied.body).toContain('<a href="/.auth/login/aad?post_login_redirect_uri=%2F">Sign in again</a>');

    entra.failNext("invalid_client", "AADSTS7000215: Invalid client secret provided.");
    const wrongSecret = await signIn(new Browser());
    expect(wrongSecret.status).toBe(401);
    expect(wrongSecret.body).toContain("invalid_client: AADSTS7000215");
    expect(wrongSecret.body).not.toContain("the-secret");
  });

  test("refuses who the policy does not let in, without a session", async ({ expect, onTestFinished }) => {
    const { signIn } = await openTestSite(
      declare({
        authSettings: authSettings(
          {},
          {
            validation: {
              defaultAuthorizationPolicy: { allowedPrincipals: { identities: ["somebody-else"] } },
            },
          },
        ),
      }),
      onTestFinished,
    );
    const browser = new Browser();
    expect((await signIn(browser)).status).toBe(403);
    expect(browser.cookies.has("AppServiceAuthSession")).toBe(false);
  });

  test("takes only forms, and no endless ones", async ({ expect, onTestFinished }) => {
    const { site } = await openTestSite(declare(), onTestFinished);
    const callback = `${site.url}/.auth/login/aad/callback`;
    const browser = new Browser();
    expect((await browser.open(callback)).status).toBe(405);
    const asJson = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    expect((await browser.open(callback, asJson)).status).toBe(401);
    const endless = new URLSearchParams({ id_token: "x".repeat(300_000) });
    expect((await browser.post(callback, endless)).status).toBe(413);
  });

  test("sets nobody's cookie to a value it did not seal itself", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    const away = await browser.open(`${site.url}/`);
    expect(away.status).toBe(302);
    // the sealed nonce is no session, and a session of another site's key is none here
    browser.cookies.set("AppServiceAuthSession", browser.cookies.get("Nonce") ?? "");
    expect((await browser.open(`${site.url}/`)).status).toBe(302);
    const other = await openTestSite(declare(), onTestFinished);
    await other.signIn(browser);
    expect((await browser.open(`${site.url}/`)).status).toBe(302);
    await signIn(browser);
    expect((await browser.open(`${site.url}/`)).status).toBe(200);
  });
});
