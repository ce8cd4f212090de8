import { describe, it } from "vitest";
import { identifierUrisAreKept } from "./identifier-uris-are-kept.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withOption } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: identifier URIs are kept", () => {
  it("objects to an application whose updates would take the URI away", ({ expect }) => {
    expect(
      objections(withOption(sample, "backend-application", "ignoreChanges", ["owners"]), [
        identifierUrisAreKept,
      ]),
    ).toEqual([
      "identifierUrisAreKept: backend-application can lose its identifier URI at an update: it needs ignoreChanges: identifierUris",
    ]);
  });

  it("asks nothing of an application without one", ({ expect }) => {
    expect(
      objections(withOption(sample, "frontend-application", "ignoreChanges", []), [identifierUrisAreKept]),
    ).toEqual([]);
  });
});
