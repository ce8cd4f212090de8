import { describe, test } from "vitest";
import { destroy } from "./destroy.ts";
import { EngineError } from "./engine-error.ts";
import { goal, runGoals, urnOf } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { emptyState } from "./state.ts";

function setUp() {
  const toy = createToy();
  return { toy, base: { providers: [toy.provider], state: emptyState } };
}

describe("what the program no longer declares", () => {
  test("is deleted, dependents first", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals(
      [
        goal("a", { name: "a" }),
        goal("b", { name: "b" }, { from: { label: urnOf("a") } }),
        goal("c", { name: "c" }, { parent: urnOf("b") }),
        goal("d", { name: "d" }, { from: { "": urnOf("a") } }),
      ],
      base,
    );
    toy.journal.length = 0;
    const second = await runGoals([], { ...base, state: first.state });
    expect(second.steps).toEqual(["delete c", "delete d", "delete b", "delete a"]);
    expect(toy.journal).toEqual(["delete c", "delete d", "delete b", "delete a"]);
    expect(second.state.resources).toEqual([]);
  });

  test("stays in the cloud in a preview", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a")], base);
    const second = await runGoals([], { ...base, state: first.state, preview: true });
    expect(second.steps).toEqual(["delete a"]);
    expect(toy.cloud.size).toBe(1);
  });

  test("stays in the cloud with retainOnDelete, and goes without a call with deletedWith", async ({
    expect,
  }) => {
    const { toy, base } = setUp();
    const first = await runGoals(
      [
        goal("host", { name: "host" }),
        goal("guest", { name: "guest" }, { deletedWith: urnOf("host") }),
        goal("kept", { name: "kept" }, { retainOnDelete: true }),
      ],
      base,
    );
    toy.journal.length = 0;
    const second = await runGoals([], { ...base, state: first.state });
    expect(toy.journal).toEqual(["delete host"]);
    expect(second.state.resources).toEqual([]);
  });

  test("is deleted itself when the one it is deleted with stays", async ({ expect }) => {
    const { toy, base } = setUp();
    const host = goal("host", { name: "host" });
    const guest = goal("guest", { name: "guest" }, { deletedWith: urnOf("host") });
    const first = await runGoals([host, guest], base);
    await runGoals([host], { ...base, state: first.state });
    expect(toy.journal.at(-1)).toBe("delete guest");
  });

  test("stays with what it needs when it is protected, and everything else goes", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals(
      [
        goal("a"),
        goal("b", {}, { protect: true, from: { "": urnOf("a") } }),
        goal("c", {}, { from: { "": urnOf("b") } }),
        goal("d"),
      ],
      base,
    );
    const second = await runGoals([], { ...base, state: first.state });
    expect(second.failures.map((failure) => failure.urn)).toEqual([urnOf("b")]);
    expect(second.state.resources.map((resource) => resource.urn)).toEqual([urnOf("a"), urnOf("b")]);
  });

  test("ends the run when the provider cannot delete it, and stays in the state", async ({ expect }) => {
    const { base } = setUp();
    const goals = [goal("a"), goal("stuck", { label: "stuck" }), goal("b", {}, { from: { "": urnOf("a") } })];
    const first = await runGoals(goals, base);
    const second = await runGoals([], { ...base, state: first.state });
    expect(second.failures.map((failure) => failure.urn)).toEqual([urnOf("stuck")]);
    expect(second.steps).toEqual(["delete b"]);
    expect(second.state.resources.map((resource) => resource.urn)).toEqual([urnOf("a"), urnOf("stuck")]);
  });
});

describe("destroy", () => {
  test("deletes everything without the program", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a"), goal("b", {}, { from: { "": urnOf("a") } })], base);
    const { state, steps } = await destroy({ ...base, state: first.state, onEvent: () => undefined });
    expect(steps.map((step) => step.name)).toEqual(["b", "a"]);
    expect(state).toEqual(emptyState);
    expect(toy.cloud.size).toBe(0);
  });

  test("says what is protected, and hands over the state that is left", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a"), goal("b", {}, { protect: true })], base);
    const destroyed = destroy({ ...base, state: first.state, onEvent: () => undefined });
    const error = await destroyed.catch((cause: unknown) => cause);
    if (!(error instanceof EngineError)) throw error;
    expect(error.message).toBe(
      "toy:index:Thing (b): cannot be deleted because it is protected. Remove `protect` from it in the program and deploy once first",
    );
    expect(error.state?.resources.map((resource) => resource.urn)).toEqual([urnOf("b")]);
  });
});
