import type { RequestListener } from "node:http";
import { describe, it } from "vitest";
import { startTestServer } from "../platform/test-server.ts";
import type { BackendAnswer } from "./backend-client.ts";
import { fetchProfile } from "./backend-client.ts";

async function ask(backend: RequestListener, accessToken = "abc", timeoutMs = 5000): Promise<BackendAnswer> {
  await using server = await startTestServer(backend);
  return await fetchProfile({ backendUrl: new URL(`${server.url}/`), accessToken, timeoutMs });
}

function answering(status: number, body: string, headers: Record<string, string> = {}): RequestListener {
  return (_req, res) => {
    res.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };
}

describe("fetchProfile", () => {
  it("asks GET /get-profile with the token and hands back the profile", async ({ expect }) => {
    const answer = await ask((req, res) => {
      const { method, url, headers } = req;
      const profile = { method, url, authorization: headers.authorization, accept: headers.accept };
      res.end(JSON.stringify({ route: "/get-profile", profile }));
    });
    const profile = {
      method: "GET",
      url: "/get-profile",
      authorization: "Bearer abc",
      accept: "application/json",
    };
    expect(answer).toEqual({ kind: "profile", profile, body: { route: "/get-profile", profile } });
  });

  it("hands back a status other than 2xx, with the API's own words if it has any", async ({ expect }) => {
    expect(await ask(answering(401, ""))).toEqual({ kind: "status", status: 401, message: undefined });
    expect(await ask(answering(403, "<p>no</p>"))).toEqual({
      kind: "status",
      status: 403,
      message: undefined,
    });
    expect(await ask(answering(503, '{"error":{"code":"x","message":"locked"}}'))).toEqual({
      kind: "status",
      status: 503,
      message: "locked",
    });
  });

  it("takes the token to no other address", async ({ expect }) => {
    let followed = false;
    await using other = await startTestServer((_req, res) => {
      followed = true;
      res.end("{}");
    });
    expect(await ask(answering(302, "", { location: other.url }))).toMatchObject({
      kind: "status",
      status: 302,
    });
    expect(followed).toBe(false);
  });

  it.for(["<html>", "null", "[]", '{"profile":"Ada"}', '{"profile":[]}', ""])(
    "cannot read %j",
    async (body, { expect }) => {
      expect(await ask(answering(200, body))).toEqual({
        kind: "unreadable",
        status: 200,
        contentType: "application/json",
      });
    },
  );

  it("gives up after the timeout, whether the answer is late or only its end", async ({ expect }) => {
    expect(await ask(() => {}, "abc", 50)).toEqual({ kind: "timeout", afterMs: 50 });
    const half = await ask((_req, res) => void res.writeHead(200).write('{"profile":'), "abc", 50);
    expect(half).toEqual({ kind: "timeout", afterMs: 50 });
  });

  it("says why there is no connection", async ({ expect }) => {
    const server = await startTestServer(() => {});
    await server[Symbol.asyncDispose]();
    expect(
      await fetchProfile({ backendUrl: new URL(server.url), accessToken: "abc", timeoutMs: 5000 }),
    ).toEqual({ kind: "unreachable", reason: "ECONNREFUSED" });
    expect(await ask((req) => void req.socket.destroy())).toMatchObject({ kind: "unreachable" });
  });

  it("keeps a token that cannot be sent to itself", async ({ expect }) => {
    const answer = await ask(answering(200, "{}"), "secret\ntoken");
    expect(answer).toEqual({ kind: "unreachable", reason: undefined });
  });
});
