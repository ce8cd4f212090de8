import { describe, it } from "vitest";
import { basicPublishingOff } from "./basic-publishing-off.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput, without } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: basic publishing off", () => {
  it("objects to a policy that allows it", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-WebAppFtpAllowed", "allow", true), [basicPublishingOff]),
    ).toEqual([
      "basicPublishingOff: backend-site allows basic publishing: it needs one azure-native:web:WebAppFtpAllowed with allow: false",
    ]);
  });

  it("objects to a missing policy", ({ expect }) => {
    expect(objections(without(sample, "backend-WebAppScmAllowed"), [basicPublishingOff])).toEqual([
      "basicPublishingOff: backend-site allows basic publishing: it needs one azure-native:web:WebAppScmAllowed with allow: false",
    ]);
  });
});
