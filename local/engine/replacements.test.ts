import { setTimeout as delay } from "node:timers/promises";
import { describe, test } from "vitest";
import type { Provider } from "../provider/provider.ts";
import { goal, runGoals, urnOf } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { UNKNOWN } from "../provider/values.ts";
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

describe("a replacement", () => {
  test("creates the new one under another generated name, and deletes the old one at the end", async ({
    expect,
  }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { size: 1 })], base);
    const user = goal("user", {}, { from: { "": urnOf("a") } });
    const second = await runGoals([goal("a", { size: 2 }), user], { ...base, state: first.state });
    expect(second.steps).toEqual(["replace a", "create user", "delete-replaced a"]);
    expect(second.answers[0]?.id).not.toBe(first.answers[0]?.id);
    expect(toy.journal.at(-1)).toBe(`delete ${first.answers[0]?.id}`);
    expect(second.state.resources.map((resource) => resource.id)).toEqual(
      second.answers.map((answer) => answer.id),
    );
  });

  test("deletes first where the provider cannot hold both", async ({ expect }) => {
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

  test("deletes first, or does not, when the program says so", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a", { size: 1 }), goal("b", { size: 1 }, { type: SINGLE })], base);
    const goals = [
      goal("a", { size: 2 }, { deleteBeforeReplace: true }),
      goal("b", { size: 2 }, { type: SINGLE, deleteBeforeReplace: false }),
    ];
    const second = await runGoals(goals, { ...base, state: first.state });
    expect(second.steps).toEqual(["delete-replaced a", "replace a", "replace b", "delete-replaced b"]);
  });

  test("that deletes first takes along what it would replace, dependents before it", async ({ expect }) => {
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

  test("that deletes first goes through all levels, the last one first", async ({ expect }) => {
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

  test("that deletes first waits for the deletion also where the program no longer depends on it", async ({
    expect,
  }) => {
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

  test("that deletes first leaves alone what is being registered already", async ({ expect }) => {
    const { toy, base } = setUp();
    const b = goal("b", { name: "b", label: "old" }, { from: { name: urnOf("a", SINGLE) } });
    const first = await runGoals([goal("a", { size: 1 }, { type: SINGLE }), b], base);
    const goals = [goal("b", { name: "b", label: "new" }), goal("a", { size: 2 }, { type: SINGLE })];
    const providers = [slow(toy.provider)];
    const second = await runGoals(goals, { providers, state: first.state, together: true });
    expect(second.steps.toSorted()).toEqual(["delete-replaced a", "replace a", "update b"]);
    expect(toy.journal).not.toContain("delete b");
  });

  test("that deletes first forgets what the program no longer declares", async ({ expect }) => {
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

  test("that deletes first takes along what is deleted with it, without a call", async ({ expect }) => {
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

  test("in a preview does nothing, and shows the same steps", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { size: 1 }, { type: SINGLE })], base);
    const done = toy.journal.length;
    const options = { ...base, state: first.state, preview: true };
    const second = await runGoals([goal("a", { size: 2 }, { type: SINGLE })], options);
    expect(second.steps).toEqual(["delete-replaced a", "replace a"]);
    expect(toy.journal).toHaveLength(done);
  });

  test("comes from replaceOnChanges where the provider would update", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a", { label: "x" })], base);
    const replacing = goal("a", { label: "y" }, { replaceOnChanges: ["label"] });
    const second = await runGoals([replacing], { ...base, state: first.state });
    expect(second.steps).toEqual(["replace a", "delete-replaced a"]);
  });

  test("comes from a trigger that changes, but not from one that appears", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a")], base);
    const one = goal("a", {}, { replacementTrigger: "1" });
    const second = await runGoals([one], { ...base, state: first.state });
    expect(second.steps).toEqual([]);
    const two = goal("a", {}, { replacementTrigger: "2" });
    const third = await runGoals([two], { ...base, state: second.state });
    expect(third.steps).toEqual(["replace a", "delete-replaced a"]);
    const unknown = goal("a", {}, { replacementTrigger: UNKNOWN });
    const preview = await runGoals([unknown], { ...base, state: third.state, preview: true });
    expect(preview.steps).toEqual(["replace a", "delete-replaced a"]);
  });

  test("comes with the one it is deleted with, whose deletion takes the old one along", async ({
    expect,
  }) => {
    const { toy, base } = setUp();
    function goals(size: number) {
      return [
        goal("host", { size }),
        goal("guest", { name: `guest${size}` }, { deletedWith: urnOf("host") }),
      ];
    }
    const first = await runGoals(goals(1), base);
    const second = await runGoals(goals(2), { ...base, state: first.state });
    expect(second.steps).toEqual([
      "replace host",
      "replace guest",
      "delete-replaced guest",
      "delete-replaced host",
    ]);
    expect(toy.journal).not.toContain("delete guest1");
  });

  test("comes with the one named by replaceWith", async ({ expect }) => {
    const { base } = setUp();
    function goals(size: number) {
      return [goal("a", { size }), goal("b", {}, { replaceWith: [urnOf("a")] })];
    }
    const first = await runGoals(goals(1), base);
    const second = await runGoals(goals(2), { ...base, state: first.state });
    expect(second.steps).toContain("replace b");
  });

  test("of a protected resource is refused before anything is done", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { size: 1 }, { protect: true })], base);
    const failing = runGoals([goal("a", { size: 2 }, { protect: true })], { ...base, state: first.state });
    await expect(failing).rejects.toThrow("protected");
    expect(toy.journal).toHaveLength(1);
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

  test("of a resource that still says what it was imported from is refused", async ({ expect }) => {
    const { toy, base } = setUp();
    toy.cloud.set("there", { name: "there", size: 1 });
    const first = await runGoals([goal("a", { name: "there", size: 1 }, { importId: "there" })], base);
    const failing = runGoals([goal("a", { name: "there", size: 2 }, { importId: "there" })], {
      ...base,
      state: first.state,
    });
    await expect(failing).rejects.toThrow("remove the `import` declaration");
  });
});

describe("a replacement that is cut off", () => {
  test("after the new one was created leaves the old one to be deleted by the next run", async ({
    expect,
  }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { size: 1 })], base);
    const [old] = first.state.resources;
    if (!old) throw new Error("nothing was created");
    const second = await runGoals([goal("a", { size: 2 })], { ...base, state: first.state });
    // As if the process had ended before the deletion.
    toy.cloud.set(old.id, old.inputs);
    const cutOff = { resources: [...second.state.resources, { ...old, delete: true }] };
    const third = await runGoals([goal("a", { size: 2 })], { ...base, state: cutOff });
    expect(third.steps).toEqual(["delete-replaced a"]);
    expect([...toy.cloud.keys()]).toEqual([second.answers[0]?.id]);
  });

  test("after the old one was deleted creates the new one in the next run", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { size: 1, name: "only" }, { type: SINGLE })], base);
    const refused = goal("a", { size: 2, name: "only", label: "refused" }, { type: SINGLE });
    let reached = first.state;
    await runGoals([refused], {
      ...base,
      state: first.state,
      onState: (state) => (reached = state),
    }).catch(() => undefined);
    expect([...toy.cloud.keys()]).toEqual([]);
    const second = await runGoals([goal("a", { size: 2, name: "only" }, { type: SINGLE })], {
      ...base,
      state: reached,
    });
    expect(second.steps).toEqual(["replace a"]);
    const asBefore = goal("a", { size: 1, name: "only" }, { type: SINGLE });
    toy.cloud.clear();
    const back = await runGoals([asBefore], { ...base, state: reached });
    expect(back.steps).toEqual(["replace a"]);
    expect(second.state.resources).toMatchObject([{ pendingReplacement: false, inputs: { size: 2 } }]);
  });
});
