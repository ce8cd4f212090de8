import { describe, it } from "vitest";
import { grantsAreUnique } from "./grants-are-unique.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput, withTwin } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: grants are unique", () => {
  it("objects to a second grant for the same client and API", ({ expect }) => {
    expect(objections(withTwin(sample, "grant"), [grantsAreUnique])).toEqual([
      "grantsAreUnique: grant-twin grants once more what another grant covers (409 in Entra)",
    ]);
  });

  it("accepts one for another API", ({ expect }) => {
    expect(
      objections(withInput(withTwin(sample, "grant"), "grant", "resourceServicePrincipalObjectId", "graph"), [
        grantsAreUnique,
      ]),
    ).toEqual([]);
  });

  it("accepts one for another user", ({ expect }) => {
    expect(
      objections(withInput(withTwin(sample, "grant"), "grant", "userObjectId", "megan"), [grantsAreUnique]),
    ).toEqual([]);
  });
});
