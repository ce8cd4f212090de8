import { describe, test } from "vitest";
import { addForwardedHeaders, localLocation, stripIdentityHeaders } from "./forward.ts";

const HOST = "raptor-client.localhost:8401";

describe("what goes on to the app", () => {
  test("has no identity headers left", ({ expect }) => {
    const headers = { "x-ms-client-principal": "x", x_ms_token_aad_id_token: "y", accept: "z" };
    stripIdentityHeaders(headers);
    expect(headers).toEqual({ accept: "z" });
  });

  test("says https, who asked, and nothing of the connection but that it is kept or upgraded", ({
    expect,
  }) => {
    const plain = { connection: "close, authorization", upgrade: "h2c", "x-forwarded-proto": "http" };
    addForwardedHeaders(plain, "127.0.0.1");
    expect(plain).toEqual({
      connection: "keep-alive",
      "x-forwarded-proto": "https",
      "x-forwarded-for": "127.0.0.1",
    });
    const socket = { connection: "keep-alive, Upgrade", upgrade: "WebSocket" };
    addForwardedHeaders(socket, "127.0.0.1");
    expect(socket).toMatchObject({ connection: "Upgrade", upgrade: "WebSocket" });
  });
});

describe("a redirect by the app", () => {
  test.for([
    [`https://${HOST}/x`, `http://${HOST}/x`],
    [`https://${HOST}`, `http://${HOST}`],
    [`https://${HOST}?a`, `http://${HOST}?a`],
    [`http://${HOST}/x`, `http://${HOST}/x`],
    ["/x", "/x"],
    ["https://elsewhere.test/x", "https://elsewhere.test/x"],
    [`https://${HOST}.evil.test/`, `https://${HOST}.evil.test/`],
    [`https://${HOST}@evil.test/`, `https://${HOST}@evil.test/`],
  ] as const)("to %s leads to %s", ([location, expected], { expect }) => {
    expect(localLocation(location, HOST)).toBe(expected);
  });
});
