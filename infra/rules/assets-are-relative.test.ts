import { describe, it } from "vitest";
import { assetsAreRelative } from "./assets-are-relative.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: assets are relative", () => {
  it("objects to a path that only this machine has", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-blob", "source.path", "/home/someone/backend.zip"), [
        assetsAreRelative,
      ]),
    ).toEqual([
      "assetsAreRelative: backend-blob names its file by an absolute path, which gets into the state",
    ]);
  });
});
