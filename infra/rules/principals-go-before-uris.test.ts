import { describe, it } from "vitest";
import { principalsGoBeforeUris } from "./principals-go-before-uris.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withDependencies } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: principals go before URIs", () => {
  it("objects to a service principal that a destroy deletes at the same time as the URI", ({ expect }) => {
    expect(
      objections(withDependencies(sample, "backend-principal", ["backend-application"]), [
        principalsGoBeforeUris,
      ]),
    ).toEqual([
      "principalsGoBeforeUris: backend-principal is not declared after backend-uri, so a destroy may delete that first",
    ]);
  });

  it("accepts one that comes after the URI by way of another resource", ({ expect }) => {
    expect(
      objections(
        withDependencies(withDependencies(sample, "backend-principal", ["grant"]), "grant", ["backend-uri"]),
        [principalsGoBeforeUris],
      ),
    ).toEqual([]);
  });
});
