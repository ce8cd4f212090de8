import { describe, it } from "vitest";
import { linuxIsReserved } from "./linux-is-reserved.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: Linux is reserved", () => {
  it("objects to a plan that Azure would make a Windows plan", ({ expect }) => {
    expect(objections(withInput(sample, "plan", "reserved", undefined), [linuxIsReserved])).toEqual([
      "linuxIsReserved: plan is for Linux and does not have reserved: true",
    ]);
  });

  it("objects to a site that Azure would replace", ({ expect }) => {
    expect(objections(withInput(sample, "backend-site", "reserved", false), [linuxIsReserved])).toEqual([
      "linuxIsReserved: backend-site is for Linux and does not have reserved: true",
    ]);
  });
});
