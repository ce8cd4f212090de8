import { describe, test } from "vitest";
import { goal, runGoals, urnOf } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { emptyState } from "./state.ts";

function setUp() {
  const toy = createToy();
  return { toy, base: { providers: [toy.provider], state: emptyState } };
}

describe("aliases", () => {
  test("a renamed resource is found by its old URN", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("old", { name: "fixed" })], base);
    const renamed = goal("new", { name: "fixed" }, { aliases: [{ urn: urnOf("old") }] });
    const second = await runGoals([renamed], { ...base, state: first.state });
    expect(second.steps).toEqual([]);
    expect(toy.journal).toEqual(["create fixed"]);
    expect(second.state.resources.map((resource) => resource.urn)).toEqual([urnOf("new")]);
  });

  test("an alias may name only what was different: name, type, parent", async ({ expect }) => {
    const { base } = setUp();
    const parent = urnOf("box", "box");
    const first = await runGoals(
      [goal("box", {}, { type: "box" }), goal("a", { name: "n" }, { parent })],
      base,
    );
    const spec = { name: undefined, type: undefined, stack: undefined, project: undefined };
    const moved = goal("a", { name: "n" }, { aliases: [{ ...spec, parent, noParent: false }] });
    const second = await runGoals([goal("box", {}, { type: "box" }), moved], { ...base, state: first.state });
    expect(second.steps).toEqual([]);
    expect(second.state.resources.at(-1)?.urn).toBe(urnOf("a"));
  });

  test("the children of a renamed component are found with it", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals(
      [goal("old", {}, { type: "box" }), goal("old-a", { name: "n" }, { parent: urnOf("old", "box") })],
      base,
    );
    const second = await runGoals(
      [
        goal("new", {}, { type: "box", aliases: [{ urn: urnOf("old", "box") }] }),
        goal("new-a", { name: "n" }, { parent: urnOf("new", "box") }),
      ],
      { ...base, state: first.state },
    );
    expect(second.steps).toEqual([]);
  });

  test("a resource may come from no parent, or from a parent that is renamed itself", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals(
      [
        goal("old", {}, { type: "box" }),
        goal("a", { name: "a" }),
        goal("b", { name: "b" }, { parent: urnOf("old", "box") }),
      ],
      base,
    );
    const spec = { name: undefined, type: undefined, stack: undefined, project: undefined };
    const parent = urnOf("box", "crate");
    const second = await runGoals(
      [
        goal("box", {}, { type: "crate", aliases: [{ urn: urnOf("old", "box") }] }),
        goal("a", { name: "a" }, { parent, aliases: [{ ...spec, parent: undefined, noParent: true }] }),
        goal("b", { name: "b" }, { aliases: [{ ...spec, parent, noParent: false }] }),
      ],
      { ...base, state: first.state },
    );
    expect(second.steps).toEqual([]);
  });

  test("a URN that an alias has taken is no longer free", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("old")], base);
    const goals = [goal("new", {}, { aliases: [{ urn: urnOf("old") }] }), goal("old")];
    await expect(runGoals(goals, { ...base, state: first.state })).rejects.toThrow(
      `conflicting with alias on resource with URN '${urnOf("new")}'`,
    );
  });

  test("two resources cannot both be the renamed one", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("old")], base);
    const aliases = [{ urn: urnOf("old") }];
    const both = [goal("x", {}, { aliases }), goal("y", {}, { aliases })];
    await expect(runGoals(both, { ...base, state: first.state })).rejects.toThrow("Duplicate resource alias");
  });
});
