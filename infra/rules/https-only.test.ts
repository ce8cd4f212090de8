import { describe, it } from "vitest";
import { httpsOnly } from "./https-only.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: HTTPS only", () => {
  it("objects to a site that answers plain HTTP", ({ expect }) => {
    expect(objections(withInput(sample, "frontend-site", "httpsOnly", undefined), [httpsOnly])).toEqual([
      "httpsOnly: frontend-site does not have httpsOnly",
    ]);
  });

  it("objects to a front door that does", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-auth", "httpSettings.requireHttps", false), [httpsOnly]),
    ).toEqual(["httpsOnly: frontend-auth have requireHttps off"]);
  });
});
