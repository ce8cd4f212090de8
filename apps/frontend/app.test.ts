import type { RequestListener } from "node:http";
import { describe, it, vi } from "vitest";
import { adaHeader } from "../platform/test-principal.ts";
import { startTestServer } from "../platform/test-server.ts";
import { createApp } from "./app.ts";

const token = "a-token-that-nobody-may-see";
const signedIn = {
  "x-ms-client-principal": adaHeader,
  "x-ms-token-aad-access-token": token,
  "x-ms-token-aad-expires-on": "2026-11-23T13:00:00.0000000Z",
};
const now = () => new Date("2026-11-23T12:00:00Z");

function profileOfAda(): RequestListener {
  return (_req, res) => {
    res.setHeader("content-type", "application/json");
    res.end('{"route":"/get-profile","profile":{"displayName":"Ada <Lovelace>","withAuthentication":true}}');
  };
}

type Asked = {
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly backend?: RequestListener;
  readonly authenticationInFront?: boolean;
};

async function ask({ path, headers = {}, backend = profileOfAda(), authenticationInFront = true }: Asked) {
  await using api = await startTestServer(backend);
  const backendUrl = new URL(`${api.url}/`);
  await using site = await startTestServer(
    createApp({ authenticationInFront, backendUrl, timeoutMs: 200, now }),
  );
  const response = await fetch(site.url + path, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

describe("the frontend", () => {
  it("says who is signed in, and offers the action and the way out", async ({ expect }) => {
    const { status, headers, body } = await ask({ path: "/", headers: signedIn });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.has("x-powered-by")).toBe(false);
    expect(body).toContain("Hello, Ada Lovelace");
    expect(body).toContain("ada@contoso.com");
    expect(body).toMatch(
      /<a class="button action" href="\/get-profile">Get user's profile from the API<\/a>/,
    );
    expect(body).toMatch(/<a class="quiet" href="\/\.auth\/logout">Sign out<\/a>/);
  });

  it("shows the profile that the backend answers with, escaped", async ({ expect }) => {
    const { status, body } = await ask({ path: "/get-profile", headers: signedIn });
    expect(status).toBe(200);
    expect(body).toContain("<dd>Ada &lt;Lovelace&gt;</dd>");
    expect(body).toContain("&quot;withAuthentication&quot;: true");
    expect(body).not.toContain("<Lovelace>");
  });

  it("names the status that came back and what it means", async ({ expect }) => {
    const backend: RequestListener = (_req, res) => void res.writeHead(403).end();
    const { status, body } = await ask({ path: "/get-profile", headers: signedIn, backend });
    expect(status).toBe(502);
    expect(body).toContain("The API does not let this site in (403)");
    expect(body).toContain("<code>allowedApplications</code>");
    expect(body).toContain("<code>52341723-9883-494f-91fe-755b93e52420</code>");
  });

  it("says so when it holds no access token, and asks nobody", async ({ expect }) => {
    const backend = vi.fn<RequestListener>();
    const { status, body } = await ask({
      path: "/get-profile",
      headers: { "x-ms-client-principal": adaHeader },
      backend,
    });
    expect(status).toBe(500);
    expect(body).toContain("There is no access token to call the API with");
    expect(backend).not.toHaveBeenCalled();
  });

  it("sends the browser through sign-in once when the token has expired, and only once", async ({
    expect,
  }) => {
    const headers = { ...signedIn, "x-ms-token-aad-expires-on": "2026-11-23T11:00:00.0000000Z" };
    const backend = vi.fn<RequestListener>((_req, res) => void res.writeHead(401).end());
    const first = await ask({ path: "/get-profile", headers, backend });
    expect(first.status).toBe(302);
    const location = first.headers.get("location");
    expect(location).toBe("/.auth/login/aad?post_login_redirect_uri=%2Fget-profile%3Frenewed");
    expect(backend).not.toHaveBeenCalled();
    const returnTo =
      new URL(location ?? "", "https://site").searchParams.get("post_login_redirect_uri") ?? "";
    const second = await ask({ path: returnTo, headers, backend });
    expect(second.status).toBe(502);
    expect(second.body).toContain("The token had expired at 2026-11-23T11:00:00.000Z");
  });

  it.for<[string, RequestListener]>([
    ["answers", profileOfAda()],
    ["refuses the token", (_req, res) => void res.writeHead(401).end()],
    [
      "quotes the token",
      (req, res) => void res.writeHead(500).end(`{"error":"${req.headers.authorization}"}`),
    ],
    ["breaks off", (req) => void req.socket.destroy()],
    ["does not answer", () => {}],
  ])("neither shows nor logs the token when the backend %s", async ([, backend], { expect }) => {
    const out = vi.spyOn(process.stdout, "write");
    const err = vi.spyOn(process.stderr, "write");
    const { headers, body } = await ask({ path: "/get-profile", headers: signedIn, backend });
    const shown = [body, ...headers.values(), out.mock.calls, err.mock.calls].join("\n");
    out.mockRestore();
    err.mockRestore();
    expect(body).toContain("Hello, Ada Lovelace");
    expect(shown).not.toContain(token);
  });

  it.for(["/", "/get-profile", "/nowhere"])(
    "refuses %s to a browser without a caller",
    async (path, { expect }) => {
      const { status, body } = await ask({ path });
      expect(status).toBe(401);
      expect(body).toContain("You are not signed in");
      expect(body).toContain('href="/.auth/login/aad?post_login_redirect_uri=%2F"');
    },
  );

  it("serves nobody while authentication is not in front of it, and says why", async ({ expect }) => {
    const backend = vi.fn<RequestListener>();
    const { status, body } = await ask({
      path: "/get-profile",
      headers: signedIn,
      backend,
      authenticationInFront: false,
    });
    expect(status).toBe(503);
    expect(body).toContain("App Service authentication is not enabled for this site");
    expect(body).not.toContain("Ada");
    expect(backend).not.toHaveBeenCalled();
  });

  it("answers /healthz to anyone, always", async ({ expect }) => {
    expect(await ask({ path: "/healthz", authenticationInFront: false })).toMatchObject({
      status: 200,
      body: '{"status":"ok"}',
    });
  });

  it("has a page for what it does not have", async ({ expect }) => {
    const { status, body } = await ask({ path: "/nowhere", headers: signedIn });
    expect(status).toBe(404);
    expect(body).toContain("There is no such page.");
    expect(body).toContain("ada@contoso.com");
    expect(body).toMatch(/<a class="quiet" href="\/\.auth\/logout">Sign out<\/a>/);
  });

  it("shows a request that cannot be read as a page too", async ({ expect }) => {
    const { status, body } = await ask({
      path: "/get-profile",
      headers: { ...signedIn, "x-ms-client-principal": "%%%" },
    });
    expect(status).toBe(401);
    expect(body).toContain("X-MS-CLIENT-PRINCIPAL");
  });
});
