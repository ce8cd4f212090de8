import { describe, it } from "vitest";
import { createConsole } from "./console.ts";

describe("the console", () => {
  it("lets no message steer the terminal", ({ expect }) => {
    let written = "";
    const console = createConsole((text) => (written += text));
    console.siteEvent({ site: "a", kind: "refused", message: "GET /\u001b[2J\u0007\r\u009b1m 401" });
    expect(written).toBe("[a] GET /\ufffd[2J\ufffd\ufffd\ufffd1m 401\n");
  });

  it("marks warnings", ({ expect }) => {
    let written = "";
    createConsole((text) => (written += text)).siteEvent({ site: "a", kind: "warning", message: "b" });
    expect(written).toBe("[a] warning: b\n");
  });
});
