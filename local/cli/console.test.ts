import { describe, it } from "vitest";
import { siteEventLine } from "./console.ts";

describe("what a site has to say", () => {
  it("stands behind the site's name; a warning says that it is one", ({ expect }) => {
    expect(siteEventLine({ site: "shop", kind: "output", message: "hello" })).toBe("[shop] hello");
    expect(siteEventLine({ site: "shop", kind: "warning", message: "no lock" })).toBe(
      "[shop] warning: no lock",
    );
  });

  it("is one line of a length that can be read", ({ expect }) => {
    expect(siteEventLine({ site: "shop", kind: "app", message: "ended.\nIts last words:\nError: x" })).toBe(
      "[shop] ended.",
    );
    expect(siteEventLine({ site: "shop", kind: "output", message: "x".repeat(5000) })).toHaveLength(508);
  });
});
