import express from "express";
import { describe, it } from "vitest";
import { securityHeaders } from "./security-headers.ts";
import { startTestServer } from "./test-server.ts";

function appWithHeaders(): express.Express {
  const app = express();
  app.set("trust proxy", 1);
  app.use(securityHeaders("default-src 'none'"));
  return app;
}

describe("securityHeaders", () => {
  it("stand on every answer, also on one that no route gave", async ({ expect }) => {
    await using server = await startTestServer(appWithHeaders());
    const { headers } = await fetch(`${server.url}/nowhere`);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("ask for HTTPS from now on, where the platform says that the request came by it", async ({ expect }) => {
    await using server = await startTestServer(appWithHeaders());
    const secure = await fetch(server.url, { headers: { "x-forwarded-proto": "https" } });
    expect(secure.headers.get("strict-transport-security")).toBe("max-age=31536000");
    const plain = await fetch(server.url);
    expect(plain.headers.get("strict-transport-security")).toBeNull();
  });
});
