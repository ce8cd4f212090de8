import { setTimeout as delay } from "node:timers/promises";
import { describe, test } from "vitest";
import type { Provider } from "../provider/provider.ts";
import { goal, runGoals, urnOf } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { emptyState } from "./state.ts";

const SINGLE = "toy:index:Single";

function setUp() {
  const toy = createToy();
  return { toy, base: { providers: [toy.provider], state: emptyState } };
}

/** What it changes takes a while, so that other requests come in between. */
function slow(provider: Provider): Provider {
  return {
    ...provider,
    async update(request) {
      await delay(20);
      return provider.update(request);
    },
    async delete(request) {
      await delay(20);
      return provider.delete(request);
    },
  };
}

describe("a replacement that deletes first", () => {
  test("happens where the provider cannot hold both", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { name: "only", size: 1 }, { type: SINGLE })], base);
    const second = await runGoals([goal("a", { name: "only", size: 2 }, { type: SINGLE })], {
      ...base,
      state: first.state,
    });
    expect(second.steps).toEqual(["delete-replaced a", "replace a"]);
    expect(toy.journal).toEqual(["create only", "delete only", "create only"]);
    expect(second.state.resources).toHaveLength(1);
  });

  test("leaves no trace of the old one in the state as soon as it is done", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a", { size: 1 }, { type: SINGLE })], base);
    const states: number[] = [];
    await runGoals([goal("a", { size: 2 }, { type: SINGLE })], {
      ...base,
      state: first.state,
      onState: (state) => void states.push(state.resources.length),
    });
    expect(states).toEqual([1, 1]);
  });

  test("happens, or does not, when the program says so", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a", { size: 1 }), goal("b", { size: 1 }, { type: SINGLE })], base);
    const goals = [
      goal("a", { size: 2 }, { deleteBeforeReplace: true }),
      goal("b", { size: 2 }, { type: SINGLE, deleteBeforeReplace: false }),
    ];
    const second = await runGoals(goals, { ...base, state: first.state });
    expect(second.steps).toEqual(["delete-replaced a", "replace a", "replace b", "delete-replaced b"]);
  });

  test("takes along what it would replace, dependents before it", async ({ expect }) => {
    const { base } = setUp();
    function goals(size: number, name: string) {
      return [
        goal("a", { size }, { type: SINGLE }),
        goal("b", { size: 1, name }, { from: { name: urnOf("a", SINGLE) } }),
        goal("c", { label: "x" }, { from: { label: urnOf("a", SINGLE) } }),
        goal("d", {}, { from: { "": urnOf("b") } }),
      ];
    }
    const first = await runGoals(goals(1, "one"), base);
    const second = await runGoals(goals(2, "two"), { ...base, state: first.state });
    expect(second.steps).toEqual(["delete-replaced b", "delete-replaced a", "replace a", "replace b"]);
  });

  test("goes through all levels, the last one first", async ({ expect }) => {
    const { base } = setUp();
    function goals(size: number) {
      return [
        goal("a", { size }, { type: SINGLE }),
        goal("b", { name: `b${size}` }, { from: { name: urnOf("a", SINGLE) } }),
        goal("c", { name: `c${size}` }, { from: { name: urnOf("b") } }),
      ];
    }
    const first = await runGoals(goals(1), base);
    const second = await runGoals(goals(2), { ...base, state: first.state });
    expect(second.steps).toEqual([
      "delete-replaced c",
      "delete-replaced b",
      "delete-replaced a",
      "replace a",
      "replace b",
      "replace c",
    ]);
  });

  test("waits for the deletion also where the program no longer depends on it", async ({ expect }) => {
    const { toy, base } = setUp();
    const a = goal("a", { size: 1 }, { type: SINGLE });
    const b = goal("b", { name: "same" }, { from: { name: urnOf("a", SINGLE) } });
    const first = await runGoals([a, b], base);
    toy.journal.length = 0;
    const goals = [goal("a", { size: 2 }, { type: SINGLE }), goal("b", { name: "same" })];
    const providers = [slow(toy.provider)];
    const second = await runGoals(goals, { providers, state: first.state, together: true });
    expect(toy.journal[0]).toBe("delete same");
    expect(toy.journal).toContain("create same");
    expect(second.state.resources.map((resource) => resource.pendingReplacement)).toEqual([false, false]);
  });

  test("leaves alone what is being registered already", async ({ expect }) => {
    const { toy, base } = setUp();
    const b = goal("b", { name: "b", label: "old" }, { from: { name: urnOf("a", SINGLE) } });
    const first = await runGoals([goal("a", { size: 1 }, { type: SINGLE }), b], base);
    const goals = [goal("b", { name: "b", label: "new" }), goal("a", { size: 2 }, { type: SINGLE })];
    const providers = [slow(toy.provider)];
    const second = await runGoals(goals, { providers, state: first.state, together: true });
    expect(second.steps.toSorted()).toEqual(["delete-replaced a", "replace a", "update b"]);
    expect(toy.journal).not.toContain("delete b");
  });

  test("forgets what the program no longer declares", async ({ expect }) => {
    const { toy, base } = setUp();
    const b = goal("b", { name: "b" }, { from: { name: urnOf("a", SINGLE) } });
    const first = await runGoals([goal("a", { size: 1 }, { type: SINGLE }), b], base);
    const second = await runGoals([goal("a", { size: 2 }, { type: SINGLE })], {
      ...base,
      state: first.state,
    });
    expect(second.steps).toEqual(["delete-replaced b", "delete-replaced a", "replace a"]);
    expect(toy.journal.filter((line) => line === "delete b")).toHaveLength(1);
    expect(second.state.resources.map((resource) => resource.urn)).toEqual([urnOf("a", SINGLE)]);
  });

  test("takes along what is deleted with it, without a call", async ({ expect }) => {
    const { toy, base } = setUp();
    function goals(size: number) {
      const deletedWith = urnOf("host", SINGLE);
      return [
        goal("host", { size }, { type: SINGLE }),
        goal("guest", { name: `guest${size}` }, { deletedWith }),
      ];
    }
    const first = await runGoals(goals(1), base);
    const second = await runGoals(goals(2), { ...base, state: first.state });
    expect(second.steps).toEqual([
      "delete-replaced guest",
      "delete-replaced host",
      "replace host",
      "replace guest",
    ]);
    expect(toy.journal).not.toContain("delete guest1");
  });

  test("of an explicit provider takes along what it manages", async ({ expect }) => {
    const { base } = setUp();
    const type = "pulumi:providers:toy";
    function goals(region: string) {
      const options = { type, replaceOnChanges: ["region"], deleteBeforeReplace: true };
      return [goal("mine", { region }, options), goal("a", {}, { provider: `${urnOf("mine", type)}::id` })];
    }
    const first = await runGoals(goals("here"), base);
    const second = await runGoals(goals("there"), { ...base, state: first.state });
    expect(second.steps).toEqual(["delete-replaced a", "delete-replaced mine", "replace mine", "replace a"]);
  });

  test("that would take a protected resource along is refused", async ({ expect }) => {
    const { toy, base } = setUp();
    function goals(size: number) {
      const from = { name: urnOf("a", SINGLE) };
      return [goal("a", { size }, { type: SINGLE }), goal("b", { name: "n" }, { from, protect: true })];
    }
    const first = await runGoals(goals(1), base);
    await expect(runGoals(goals(2), { ...base, state: first.state })).rejects.toThrow("it is protected");
    expect(toy.journal).toHaveLength(2);
  });
});
