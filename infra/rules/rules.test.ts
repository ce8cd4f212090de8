import { readdirSync } from "node:fs";
import { describe, it } from "vitest";
import { RULES, objections } from "./rules.ts";
import { sampleGraph } from "./sample-graph.ts";

/** "basicPublishingOff" -> "basic-publishing-off" */
function fileOf(rule: string): string {
  return rule.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

describe("the rules", () => {
  it("object to nothing in the sample that their tests break", ({ expect }) => {
    expect(objections(sampleGraph())).toEqual([]);
  });

  it("each have a file and a test of their own name", ({ expect }) => {
    const files = readdirSync(import.meta.dirname);
    for (const { name } of RULES) {
      expect(files).toContain(`${fileOf(name)}.ts`);
      expect(files).toContain(`${fileOf(name)}.test.ts`);
    }
  });

  it("run over a program without any site", ({ expect }) => {
    expect(objections([])).toEqual([]);
  });
});
