import { describe, it } from "vitest";
import { locksGoWithTheirSite } from "./locks-go-with-their-site.ts";
import { objections } from "./rules.ts";
import { sampleGraph, urnOf, withOption } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: locks go with their site", () => {
  it("objects to auth settings that a destroy switches off first", ({ expect }) => {
    expect(
      objections(withOption(sample, "frontend-auth", "deletedWith", undefined), [locksGoWithTheirSite]),
    ).toEqual([
      "locksGoWithTheirSite: frontend-auth would be reset by a destroy while its site still serves: it needs deletedWith the site",
    ]);
  });

  it("objects to a publishing policy that a destroy resets first", ({ expect }) => {
    expect(
      objections(withOption(sample, "frontend-WebAppScmAllowed", "deletedWith", undefined), [
        locksGoWithTheirSite,
      ]),
    ).toEqual([
      "locksGoWithTheirSite: frontend-WebAppScmAllowed would be reset by a destroy while its site still serves: it needs deletedWith the site",
    ]);
  });

  it("objects to a lock that goes with another site", ({ expect }) => {
    expect(
      objections(withOption(sample, "frontend-auth", "deletedWith", urnOf("backend-site")), [
        locksGoWithTheirSite,
      ]),
    ).toEqual([
      "locksGoWithTheirSite: frontend-auth would be reset by a destroy while its site still serves: it needs deletedWith the site",
    ]);
  });

  it("accepts a lock that stays for good", ({ expect }) => {
    expect(
      objections(
        withOption(
          withOption(sample, "frontend-auth", "deletedWith", undefined),
          "frontend-auth",
          "retainOnDelete",
          true,
        ),
        [locksGoWithTheirSite],
      ),
    ).toEqual([]);
  });
});
