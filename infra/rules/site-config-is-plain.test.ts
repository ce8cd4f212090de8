import { describe, it } from "vitest";
import { siteConfigIsPlain } from "./site-config-is-plain.ts";
import { objections } from "./rules.ts";
import { sampleGraph, secretValue, withInput } from "./sample-graph.ts";
import { UNKNOWN } from "./signatures.ts";

const sample = sampleGraph();

describe("the rule: siteConfig is plain", () => {
  it("objects to an unknown value, at any depth", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "siteConfig.cors.allowedOrigins", [UNKNOWN]), [
        siteConfigIsPlain,
      ]),
    ).toEqual(["siteConfigIsPlain: backend-site has an unknown value at siteConfig.cors.allowedOrigins.0"]);
  });

  it("objects to a secret, at any depth", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "siteConfig.appCommandLine", secretValue("x")), [
        siteConfigIsPlain,
      ]),
    ).toEqual(["siteConfigIsPlain: backend-site has a secret at siteConfig.appCommandLine"]);
  });

  it("objects to a siteConfig that is unknown as a whole", ({ expect }) => {
    expect(objections(withInput(sample, "backend-site", "siteConfig", UNKNOWN), [siteConfigIsPlain])).toEqual(
      ["siteConfigIsPlain: backend-site has an unknown or no siteConfig"],
    );
  });
});
