import { describe, it } from "vitest";
import { refuseUnknownUpstreams } from "./upstreams.ts";

describe("--upstream", () => {
  it("is for a site that the program declares", ({ expect }) => {
    const sites = [{ name: "a" }, { name: "b" }];
    expect(() => refuseUnknownUpstreams({ b: "http://localhost:1" }, sites)).not.toThrow();
    expect(() => refuseUnknownUpstreams({ c: "http://localhost:1" }, sites)).toThrow(
      "--upstream 'c=http://localhost:1': the program declares no site of that name, only a, b",
    );
  });
});
