import { describe, it } from "vitest";
import { codeIsBehindTheDoor } from "./code-is-behind-the-door.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withDependencies, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: code is behind the door", () => {
  it("objects to app settings that do not wait for the auth settings", ({ expect }) => {
    expect(
      objections(withDependencies(sample, "backend-settings", ["backend-blob"]), [codeIsBehindTheDoor]),
    ).toEqual([
      "codeIsBehindTheDoor: backend-settings can mount the code before the site's auth settings are there",
    ]);
  });

  it("objects to app settings that wait for those of another site", ({ expect }) => {
    expect(
      objections(withDependencies(sample, "backend-settings", ["frontend-auth"]), [codeIsBehindTheDoor]),
    ).toEqual([
      "codeIsBehindTheDoor: backend-settings can mount the code before the site's auth settings are there",
    ]);
  });

  it("objects to app settings inside the site", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "siteConfig.appSettings", [{ name: "A", value: "b" }]), [
        codeIsBehindTheDoor,
      ]),
    ).toEqual([
      "codeIsBehindTheDoor: backend-site has siteConfig.appSettings, which come before its auth settings",
    ]);
  });
});
