import { describe, it } from "vitest";
import { minimumTls } from "./minimum-tls.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: the minimum TLS version", () => {
  it("objects to an old one", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-site", "siteConfig.minTlsVersion", "1.0"), [minimumTls]),
    ).toEqual(["minimumTls: frontend-site has siteConfig.minTlsVersion other than 1.2 or 1.3"]);
  });

  it("objects to none on the deployment site", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-site", "siteConfig.scmMinTlsVersion", undefined), [minimumTls]),
    ).toEqual(["minimumTls: frontend-site has siteConfig.scmMinTlsVersion other than 1.2 or 1.3"]);
  });

  it("accepts a newer one", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-site", "siteConfig.minTlsVersion", "1.3"), [minimumTls]),
    ).toEqual([]);
  });
});
