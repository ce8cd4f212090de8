import { describe, it } from "vitest";
import { adaHeader, principalHeader } from "../platform/test-principal.ts";
import { startTestServer } from "../platform/test-server.ts";
import { createApp } from "./app.ts";

async function ask(path: string, headers: Record<string, string> = {}, authenticationInFront = true) {
  await using server = await startTestServer(createApp({ authenticationInFront }));
  const response = await fetch(server.url + path, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe("the backend", () => {
  it("answers with the profile of the caller", async ({ expect }) => {
    const { status, headers, body } = await ask("/get-profile", { "x-ms-client-principal": adaHeader });
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.has("x-powered-by")).toBe(false);
    expect(body).toEqual({
      route: "/get-profile",
      profile: {
        displayName: "Ada Lovelace",
        withAuthentication: true,
        userPrincipalName: "ada@contoso.com",
      },
    });
  });

  it("answers an application that calls as itself", async ({ expect }) => {
    const header = principalHeader([
      ["azp", "1f5c"],
      ["roles", "Profile.Read.All"],
    ]);
    const { body } = await ask("/get-profile", { "x-ms-client-principal": header });
    expect(body).toMatchObject({
      profile: { displayName: "Application 1f5c", clientApplicationId: "1f5c", roles: ["Profile.Read.All"] },
    });
  });

  it.for(["/get-profile", "/nowhere"])("refuses %s without a caller", async (path, { expect }) => {
    const { status, body } = await ask(path);
    expect(status).toBe(401);
    expect(body).toMatchObject({ error: { code: "NotAuthenticated" } });
  });

  it("answers a malformed principal with 401 and no stack", async ({ expect }) => {
    const { status, body } = await ask("/get-profile", { "x-ms-client-principal": "%%%" });
    expect(status).toBe(401);
    expect(body).toEqual({
      error: {
        code: "MalformedPrincipal",
        message: "The X-MS-CLIENT-PRINCIPAL header is not Base64 of a JSON principal.",
      },
    });
  });

  it("serves nobody while authentication is not in front of it, and says why", async ({ expect }) => {
    const { status, body } = await ask("/get-profile", { "x-ms-client-principal": adaHeader }, false);
    expect(status).toBe(503);
    expect(body).toMatchObject({ error: { code: "AuthenticationNotInFront" } });
  });

  it("answers /healthz to anyone, always", async ({ expect }) => {
    expect(await ask("/healthz")).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(await ask("/healthz", {}, false)).toMatchObject({ status: 200, body: { status: "ok" } });
  });

  it("answers an unknown route with a JSON 404 that names what there is", async ({ expect }) => {
    const { status, body } = await ask("/nowhere?x=1", { "x-ms-client-principal": adaHeader });
    expect(status).toBe(404);
    expect(body).toEqual({
      error: { code: "NotFound", message: "This API has no GET /nowhere. It has GET /get-profile." },
    });
  });
});
