import { describe, test } from "vitest";
import { goal, runGoals, urnOf } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { UNKNOWN } from "../provider/values.ts";
import { emptyState } from "./state.ts";

const SINGLE = "toy:index:Single";

function setUp() {
  const toy = createToy();
  return { toy, base: { providers: [toy.provider], state: emptyState } };
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
