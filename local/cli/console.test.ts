import { describe, it } from "vitest";
import { createConsole } from "./console.ts";

describe("what a site has to say", () => {
  function said(...events: Parameters<ReturnType<typeof createConsole>["siteEvent"]>): string {
    let written = "";
    createConsole((text) => (written += text)).siteEvent(...events);
    return written;
  }

  it("stands behind the site's name; a warning says that it is one", ({ expect }) => {
    expect(said({ site: "shop", kind: "output", message: "hello" })).toBe("[shop] hello\n");
    expect(said({ site: "shop", kind: "warning", message: "no lock" })).toBe("[shop] warning: no lock\n");
  });

  it("is one line of a length that can be read", ({ expect }) => {
    expect(said({ site: "shop", kind: "app", message: "ended.\nIts last words:\nError: x" })).toBe(
      "[shop] ended.\n",
    );
    expect(said({ site: "shop", kind: "output", message: "x".repeat(5000) })).toHaveLength(509);
  });

  it("does not let what a stranger sent steer the terminal", ({ expect }) => {
    expect(said({ site: "a", kind: "refused", message: "GET /\u001b[2J\u0007\r\u009b1m 401" })).toBe(
      "[a] GET /\ufffd[2J\ufffd\ufffd\ufffd1m 401\n",
    );
  });

  it("leaves an app its colours", ({ expect }) => {
    expect(said({ site: "a", kind: "output", message: "\u001b[32mok\u001b[0m" })).toContain("\u001b[32mok");
  });
});
