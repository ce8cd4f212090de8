import { describe, it } from "vitest";
import { codeIsBehindTheDoor } from "./code-is-behind-the-door.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withDependencies, withInput, without } from "./sample-graph.ts";

const sample = sampleGraph();
const policies = ["backend-WebAppFtpAllowed", "backend-WebAppScmAllowed"];

describe("the rule: code is behind the door", () => {
  it("objects to app settings that do not wait for the auth settings", ({ expect }) => {
    const early = withDependencies(sample, "backend-settings", policies);
    expect(objections(early, [codeIsBehindTheDoor])).toEqual([
      "codeIsBehindTheDoor: backend-settings can mount the code before backend-auth is there",
    ]);
  });

  it("objects to app settings that wait for those of another site", ({ expect }) => {
    const wrong = withDependencies(sample, "backend-settings", ["frontend-auth", ...policies]);
    expect(objections(wrong, [codeIsBehindTheDoor])).toEqual([
      "codeIsBehindTheDoor: backend-settings can mount the code before backend-auth is there",
    ]);
  });

  it("objects to app settings that come while passwords still open the site", ({ expect }) => {
    const early = withDependencies(sample, "backend-settings", ["backend-auth", "backend-WebAppFtpAllowed"]);
    expect(objections(early, [codeIsBehindTheDoor])).toEqual([
      "codeIsBehindTheDoor: backend-settings can mount the code before backend-WebAppScmAllowed is there",
    ]);
  });

  it("objects to app settings of a site without auth settings", ({ expect }) => {
    expect(objections(without(sample, "backend-auth"), [codeIsBehindTheDoor])).toEqual([
      "codeIsBehindTheDoor: backend-settings can mount the code before any lock is there",
    ]);
  });

  it("accepts a wait by way of other resources", ({ expect }) => {
    const chain = withDependencies(
      withDependencies(sample, "backend-settings", ["backend-blob"]),
      "backend-blob",
      ["backend-auth", ...policies],
    );
    expect(objections(chain, [codeIsBehindTheDoor])).toEqual([]);
  });

  it("objects to app settings inside the site", ({ expect }) => {
    const inside = withInput(sample, "backend-site", "siteConfig.appSettings", [{ name: "A", value: "b" }]);
    expect(objections(inside, [codeIsBehindTheDoor])).toEqual([
      "codeIsBehindTheDoor: backend-site has siteConfig.appSettings, which come before its auth settings",
    ]);
  });
});
