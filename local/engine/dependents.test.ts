import * as fc from "fast-check";
import { test } from "vitest";
import { deletionOrder, dependenciesOf, dependentsOf } from "./dependents.ts";
import { goal, urnOf } from "./fixtures/goals.ts";
import type { ResourceState } from "./state.ts";

function resource(name: string, needs: readonly string[] = []): ResourceState {
  const { type, custom, inputs, options } = goal(name);
  return {
    ...options,
    urn: urnOf(name),
    type,
    custom,
    inputs,
    id: name,
    parent: undefined,
    outputs: {},
    dependencies: needs.map((other) => urnOf(other)),
    propertyDependencies: {},
    provider: "",
    protect: false,
    retainOnDelete: false,
    aliases: [],
    external: false,
    delete: false,
    pendingReplacement: false,
    replacements: 0,
  };
}

/** Resources in which each may depend on earlier ones only, as a program declares them. */
const graphs = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { maxLength: 10 }).map((lists) =>
  lists.map((list, index) =>
    resource(
      `r${index}`,
      list.filter((other) => other < index).map((other) => `r${other}`),
    ),
  ),
);

test("nothing is deleted before what depends on it", ({ expect }) => {
  fc.assert(
    fc.property(graphs, (resources) => {
      const order = deletionOrder(resources, (state) => state).flat();
      expect(new Set(order)).toEqual(new Set(resources));
      const gone = new Set<string>();
      for (const state of order) {
        for (const urn of dependenciesOf(state)) expect(gone).not.toContain(urn);
        gone.add(state.urn);
      }
    }),
  );
});

test("resources of two runs that need each other are deleted all the same", ({ expect }) => {
  const circle = [resource("a", ["b"]), resource("b", ["a"])];
  expect(deletionOrder(circle, (state) => state).flat()).toHaveLength(2);
});

test("dependents are found through others, and what merely is a child is none", ({ expect }) => {
  const root = resource("root");
  const direct = resource("direct", ["root"]);
  const indirect = resource("indirect", ["direct"]);
  const child = { ...resource("child"), parent: root.urn };
  const other = resource("other");
  expect(dependentsOf(root, [root, direct, indirect, child, other])).toEqual([direct, indirect]);
});
