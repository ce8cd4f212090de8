import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { describe, test } from "vitest";
import { ask, Browser, BROWSER } from "./testing/browser.ts";
import { authSettings, CLIENT_ID, declare } from "./testing/declare.ts";
import type { Echoed } from "./testing/echo.ts";
import { ALICE } from "./testing/fake-entra.ts";
import { openTestSite } from "./testing/open-test-site.ts";
import type { AuthSettings, AzureActiveDirectory } from "./site.ts";

const FRONTEND = "ffffffff-0000-0000-0000-000000000001";
const DELEGATED = { ...ALICE, aud: CLIENT_ID, azp: FRONTEND, scp: "user_impersonation" };

/** The backend as the program declares it: 401, and only the frontend may call. */
function backend(
  different: AuthSettings = {},
  validation: AzureActiveDirectory["validation"] = {
    allowedAudiences: [`api://${CLIENT_ID}`],
    defaultAuthorizationPolicy: { allowedApplications: [FRONTEND] },
  },
): ReturnType<typeof declare> {
  return declare({
    authSettings: authSettings(
      {
        globalValidation: { requireAuthentication: true, unauthenticatedClientAction: "Return401" },
        ...different,
      },
      { validation },
    ),
  });
}

describe("a call with a bearer token", () => {
  test("reaches the app with the caller's principal and its own token", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const token = await entra.sign(DELEGATED);

    const reply = await ask(`${site.url}/get-profile?x=1`, {
      headers: { authorization: `Bearer ${token}`, "x-ms-client-principal-name": "forged" },
    });

    expect(reply.status).toBe(200);
    const { headers, url } = JSON.parse(reply.body) as Echoed;
    expect(url).toBe("/get-profile?x=1");
    expect(headers["authorization"]).toBe(`Bearer ${token}`);
    expect(headers["x-ms-client-principal-name"]).toBe("alice@raptor.test");
    expect(headers["x-ms-client-principal-id"]).toBe(ALICE["oid"]);
    expect(headers["x-ms-token-aad-access-token"]).toBeUndefined();
    const { claims } = JSON.parse(
      Buffer.from(headers["x-ms-client-principal"] ?? "", "base64").toString(),
    ) as {
      claims: { typ: string; val: string }[];
    };
    expect(claims).toContainEqual({
      typ: "http://schemas.microsoft.com/identity/claims/scope",
      val: "user_impersonation",
    });
    expect(claims).toContainEqual({ typ: "azp", val: FRONTEND });
  });

  test("may come as a v1 token of the tenant, with appid and the API's URI as audience", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const { azp: _, ...claims } = DELEGATED;
    const token = await entra.sign({
      ...claims,
      iss: entra.v1Issuer,
      aud: `api://${CLIENT_ID}`,
      appid: FRONTEND,
      ver: "1.0",
    });
    expect((await ask(site.url, { headers: { authorization: `bearer ${token}` } })).status).toBe(200);
  });

  test("has no name when an application calls for itself", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const token = await entra.sign({ aud: CLIENT_ID, azp: FRONTEND, oid: "service-principal", sub: "x" });
    const { headers } = JSON.parse(
      (await ask(site.url, { headers: { authorization: `Bearer ${token}` } })).body,
    ) as Echoed;
    expect(headers["x-ms-client-principal-id"]).toBe("service-principal");
    expect(headers["x-ms-client-principal-name"]).toBeUndefined();
  });

  test("is refused with 401, the challenge and Azure's sentence when there is none", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra, events } = await openTestSite(backend(), onTestFinished);
    const reply = await ask(`${site.url}/get-profile`);
    expect(reply.status).toBe(401);
    expect(reply.body).toBe("You do not have permission to view this directory or page.");
    expect(reply.headers["content-length"]).toBe("58");
    const { host } = new URL(site.url);
    const authorize = entra.issuer.replace("/v2.0", "/oauth2/v2.0/authorize");
    expect(reply.headers["www-authenticate"]).toBe(
      `Bearer realm="${host}" authorization_uri="${authorize}" resource_id="${CLIENT_ID}"`,
    );
    expect(events).toContain(
      "refused: GET /get-profile 401: the request carries no session and no bearer token",
    );
  });

  const now = Math.floor(Date.now() / 1000);
  test.for([
    ["an expired one", { exp: now - 301 }, /"exp" claim/],
    ["one that is not valid yet", { nbf: now + 600 }, /"nbf" claim/],
    ["one for another API", { aud: "somebody-else" }, /audience \(aud\) is 'somebody-else'/],
    ["one for the URI with a slash at the end", { aud: `api://${CLIENT_ID}/` }, /audience/],
    ["one of another tenant", { iss: "https://sts.windows.net/other/" }, /issuer \(iss\)/],
    ["one that never expires", { exp: undefined }, /missing required "exp" claim/],
  ] as const)("is refused with 401 for %s", async ([, claims, reason], { expect, onTestFinished }) => {
    const { site, entra, events } = await openTestSite(backend(), onTestFinished);
    const token = await entra.sign({ ...DELEGATED, ...claims } as never);
    const reply = await ask(site.url, { headers: { authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(401);
    expect(events.join("\n")).toMatch(reason);
    expect(events.join("\n")).not.toContain(token);
  });

  test("passes with clocks five minutes apart", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const late = Math.floor(Date.now() / 1000) - 240;
    const token = await entra.sign({ ...DELEGATED, exp: late });
    expect((await ask(site.url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });

  test("is refused with 401 for every token that the issuer's key did not sign by RS256", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const stranger = await generateKeyPair("RS256", { extractable: true });
    const claims = { ...DELEGATED, iss: entra.issuer, exp: Math.floor(Date.now() / 1000) + 600 };
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const tokens = [
      await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "key-1" }).sign(stranger.privateKey),
      await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "other" }).sign(stranger.privateKey),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: "RS256", jwk: await exportJWK(stranger.publicKey) })
        .sign(stranger.privateKey),
      await entra.sign(DELEGATED, { alg: "HS256" }),
      await entra.sign(DELEGATED, { alg: "PS256" }),
      `${part({ alg: "none" })}.${part(claims)}.`,
      "not-a-token",
    ];
    for (const token of tokens) {
      expect((await ask(site.url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    }
  });

  test("is refused with 403 when its application is not allowed, under every action", async ({
    expect,
    onTestFinished,
  }) => {
    for (const unauthenticatedClientAction of ["Return401", "AllowAnonymous", "RedirectToLoginPage"]) {
      const { site, entra, events } = await openTestSite(
        backend({ globalValidation: { unauthenticatedClientAction } }),
        onTestFinished,
      );
      const token = await entra.sign({ ...DELEGATED, azp: "another-client" });
      const reply = await ask(site.url, { headers: { authorization: `Bearer ${token}` } });
      expect(reply.status).toBe(403);
      expect(reply.headers["www-authenticate"]).toBeUndefined();
      expect(events.join("\n")).toContain(
        `the calling application (azp or appid) 'another-client' is not in allowedApplications: ${FRONTEND}`,
      );
    }
  });

  test("is refused with 403 when it is an ID token and a policy asks for an application", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const token = await entra.sign({ ...ALICE, aud: CLIENT_ID });
    expect((await ask(site.url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
  });

  test("passes as anonymous when it is invalid and anonymous callers are allowed", async ({
    expect,
    onTestFinished,
  }) => {
    const { site } = await openTestSite(
      backend({ globalValidation: { unauthenticatedClientAction: "AllowAnonymous" } }),
      onTestFinished,
    );
    const reply = await ask(site.url, {
      headers: { authorization: "Bearer invalid", "x-ms-client-principal": "forged" },
    });
    expect(reply.status).toBe(200);
    expect((JSON.parse(reply.body) as Echoed).headers["x-ms-client-principal"]).toBeUndefined();
  });

  test("wins over a session, because it is explicit", async ({ expect, onTestFinished }) => {
    const { site, signIn } = await openTestSite(declare(), onTestFinished);
    const browser = new Browser();
    await signIn(browser);
    const reply = await browser.open(site.url, { headers: { authorization: "Bearer invalid" } });
    expect(reply.status).toBe(302);
  });

  test("is no session: /.auth/me and /.auth/refresh answer 401", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const headers = { authorization: `Bearer ${await entra.sign(DELEGATED)}` };
    expect((await ask(`${site.url}/.auth/me`, { headers })).status).toBe(401);
    expect((await ask(`${site.url}/.auth/refresh`, { headers })).status).toBe(401);
  });

  test("gets 503 with a clear word when the keys cannot be had", async ({ expect, onTestFinished }) => {
    const { site, entra, events } = await openTestSite(backend(), onTestFinished);
    const token = await entra.sign(DELEGATED);
    await entra.close();
    const reply = await ask(site.url, { headers: { authorization: `Bearer ${token}` } });
    expect(reply.status).toBe(503);
    expect(reply.body).toContain("The sign-in service does not answer");
    expect(events.join("\n")).not.toContain(token);
  });

  test("is refused with 401 when nobody serves the declared issuer", async ({ expect, onTestFinished }) => {
    const declared = backend();
    const { site, entra, events } = await openTestSite(
      {
        ...declared,
        authSettings: authSettings(
          { globalValidation: { unauthenticatedClientAction: "Return401" } },
          { registration: { clientId: CLIENT_ID, openIdIssuer: "https://login.other.test/v2.0" } },
        ),
      },
      onTestFinished,
    );
    const token = await entra.sign(DELEGATED);
    expect((await ask(site.url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect(events.join("\n")).toContain("is served by nobody here");
  });

  test("is told the reason on a page when a browser sends it", async ({ expect, onTestFinished }) => {
    const { site, entra } = await openTestSite(backend(), onTestFinished);
    const token = await entra.sign({ ...DELEGATED, azp: "<script>alert(1)</script>" });
    const reply = await ask(site.url, {
      headers: { authorization: `Bearer ${token}`, "user-agent": BROWSER },
    });
    expect(reply.status).toBe(403);
    expect(reply.body).toContain("You do not have permission to view this directory or page.");
    expect(reply.body).toContain(
      "&#39;&lt;script&gt;alert(1)&lt;/script&gt;&#39; is not in allowedApplications",
    );
  });
});
