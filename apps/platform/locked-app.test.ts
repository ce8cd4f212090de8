import { describe, it } from "vitest";
import { errorHandler } from "./error-handler.ts";
import { createLockedApp } from "./locked-app.ts";
import { adaHeader } from "./test-principal.ts";
import { startTestServer } from "./test-server.ts";

async function ask(
  path: string,
  headers: Record<string, string>,
  authenticationInFront = true,
): Promise<Response> {
  const app = createLockedApp({ authenticationInFront, contentSecurityPolicy: "default-src 'none'" });
  app.get("/", (_req, res) => res.send("inside"));
  app.use(errorHandler(({ code }, res) => res.send(code)));
  await using server = await startTestServer(app);
  const response = await fetch(server.url + path, { headers });
  return new Response(await response.text(), response);
}

describe("a locked app", () => {
  it("opens to callers that the platform authenticated", async ({ expect }) => {
    const response = await ask("/", { "x-ms-client-principal": adaHeader });
    expect(await response.text()).toBe("inside");
  });

  it("stays closed to everybody else, whatever the path", async ({ expect }) => {
    const response = await ask("/", {});
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect((await ask("/nowhere", {})).status).toBe(401);
    expect((await ask("/", { "x-ms-client-principal": adaHeader }, false)).status).toBe(503);
  });

  it("answers /healthz to anyone, always", async ({ expect }) => {
    const response = await ask("/healthz", {}, false);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: "ok" });
  });

  it("carries its policy on every answer and does not say what it is made of", async ({ expect }) => {
    const { headers } = await ask("/", {});
    expect(headers.get("content-security-policy")).toBe("default-src 'none'");
    expect(headers.has("x-powered-by")).toBe(false);
    expect(headers.has("etag")).toBe(false);
  });

  it("believes the platform that a request came by HTTPS", async ({ expect }) => {
    const { headers } = await ask("/healthz", { "x-forwarded-proto": "https" });
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
  });
});
