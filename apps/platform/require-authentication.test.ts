import express from "express";
import type { Response } from "express";
import { describe, it } from "vitest";
import type { CallerLocals } from "./require-authentication.ts";
import { requireCaller, requirePlatformAuthentication } from "./require-authentication.ts";
import { toRefusal } from "./refusal.ts";
import { adaHeader } from "./test-principal.ts";
import { startTestServer } from "./test-server.ts";

function guarded(inFront: boolean): express.Express {
  const app = express();
  app.use(requirePlatformAuthentication(inFront));
  app.use(requireCaller);
  app.get("/", (_req, res: Response<unknown, CallerLocals>) => {
    res.send(res.locals.caller.displayName);
  });
  app.use((error: unknown, _req: unknown, res: Response, _next: unknown) => {
    const { status, code } = toRefusal(error);
    res.status(status).send(code);
  });
  return app;
}

async function ask(inFront: boolean, headers: Record<string, string>): Promise<readonly [number, string]> {
  await using server = await startTestServer(guarded(inFront));
  const response = await fetch(server.url, { headers });
  return [response.status, await response.text()];
}

describe("requirePlatformAuthentication", () => {
  it("refuses even a named caller when nobody checked the name", async ({ expect }) => {
    expect(await ask(false, { "x-ms-client-principal": adaHeader })).toEqual([
      503,
      "AuthenticationNotInFront",
    ]);
  });
});

describe("requireCaller", () => {
  it("tells the route who calls", async ({ expect }) => {
    expect(await ask(true, { "x-ms-client-principal": adaHeader })).toEqual([200, "Ada Lovelace"]);
  });

  it("refuses a request without a caller", async ({ expect }) => {
    expect(await ask(true, {})).toEqual([401, "NotAuthenticated"]);
    expect(await ask(true, { "x-ms-client-principal": "" })).toEqual([401, "NotAuthenticated"]);
  });

  it("refuses a caller that cannot be read", async ({ expect }) => {
    expect(await ask(true, { "x-ms-client-principal": "bm90IGpzb24=" })).toEqual([401, "MalformedPrincipal"]);
  });
});
