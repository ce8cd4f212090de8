import { describe, it } from "vitest";
import { breakdownLine, readyJson, readyText, type Ready } from "./ready.ts";

const READY: Ready = {
  frontend: "http://raptor-client.localhost:8401",
  backend: "http://raptor-server.localhost:8402",
  signIn: "http://localhost:8400/t/v2.0",
  sites: {
    "raptor-client": "http://raptor-client.localhost:8401",
    "raptor-server": "http://raptor-server.localhost:8402",
  },
  users: [{ displayName: "Ada", userPrincipalName: "ada@example.com" }],
  outputs: { tenantId: "t", secret: "[secret]" },
};

describe("the ready message", () => {
  it("is one line of JSON with the documented keys in their order", ({ expect }) => {
    const line = readyJson({
      ...READY,
      users: [{ ...READY.users[0], objectId: "not for printing" } as never],
    });
    expect(line).not.toContain("\n");
    expect(Object.keys(JSON.parse(line) as object)).toEqual([
      "frontend",
      "backend",
      "signIn",
      "sites",
      "users",
      "outputs",
    ]);
    expect(line).not.toContain("not for printing");
  });

  it("tells people the addresses, the users, what to open and how to stop", ({ expect }) => {
    const text = readyText(READY);
    expect(text).toContain("raptor-server  http://raptor-server.localhost:8402");
    expect(text).toContain("Ada  ada@example.com");
    expect(text).toContain("Open http://raptor-client.localhost:8401 · Ctrl+C stops.");
    expect(readyText({ ...READY, frontend: null })).not.toContain("Open");
  });

  it("says where the time went", ({ expect }) => {
    expect(breakdownLine({ total: 2100, runtime: 500, program: 900, handlers: 45, apps: 250 })).toBe(
      "Ready in 2.10 s: runtime 0.50 s, program 0.90 s (of it handlers 0.04 s), apps 0.25 s",
    );
  });
});
