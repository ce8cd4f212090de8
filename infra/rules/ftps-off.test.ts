import { describe, it } from "vitest";
import { ftpsOff } from "./ftps-off.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: FTPS off", () => {
  it("objects to FTPS", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-site", "siteConfig.ftpsState", "FtpsOnly"), [ftpsOff]),
    ).toEqual(["ftpsOff: frontend-site has siteConfig.ftpsState other than Disabled"]);
  });

  it("objects to Azure's default", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-site", "siteConfig.ftpsState", undefined), [ftpsOff]),
    ).toEqual(["ftpsOff: frontend-site has siteConfig.ftpsState other than Disabled"]);
  });
});
