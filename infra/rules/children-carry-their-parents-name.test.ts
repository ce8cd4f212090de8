import { describe, it } from "vitest";
import { childrenCarryTheirParentsName } from "./children-carry-their-parents-name.ts";
import { objections } from "./rules.ts";
import { sampleGraph } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: children carry their parent's name", () => {
  it("objects to a child that would clash when its component is declared twice", ({ expect }) => {
    expect(
      objections(
        sample.map((node) => (node.name === "backend-site" ? { ...node, name: "site" } : node)),
        [childrenCarryTheirParentsName],
      ),
    ).toEqual(["childrenCarryTheirParentsName: site lacks the prefix backend"]);
  });
});
