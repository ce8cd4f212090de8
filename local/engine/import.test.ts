import { describe, test } from "vitest";
import { goal, reading, runGoals } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { emptyState } from "./state.ts";

function setUp() {
  const toy = createToy();
  return { toy, base: { providers: [toy.provider], state: emptyState } };
}

describe("a resource that exists already", () => {
  test("is imported by its id and brought to what the program declares", async ({ expect }) => {
    const { toy, base } = setUp();
    toy.cloud.set("there", { name: "there", label: "old" });
    const imported = goal("a", { name: "there", label: "new" }, { importId: "there" });
    const first = await runGoals([imported], base);
    expect(first.steps).toEqual(["import a", "update a"]);
    const second = await runGoals([imported], { ...base, state: first.state });
    expect(second.steps).toEqual([]);
  });

  test("takes the place of another that Pulumi made, which is deleted at the end", async ({ expect }) => {
    const { toy, base } = setUp();
    toy.cloud.set("there", { name: "there" });
    const first = await runGoals([goal("a", { name: "made" })], base);
    const imported = goal("a", { name: "there" }, { importId: "there" });
    const second = await runGoals([imported], { ...base, state: first.state });
    expect(second.steps).toEqual(["import a", "delete-replaced a"]);
    expect([...toy.cloud.keys()]).toEqual(["there"]);
  });

  test("is imported when it was only read before, and is Pulumi's from then on", async ({ expect }) => {
    const { toy, base } = setUp();
    toy.cloud.set("there", { name: "there" });
    const first = await runGoals([reading("there", "a")], base);
    expect(first.state.resources[0]).toMatchObject({ id: "there", external: true });
    const imported = goal("a", { name: "there" }, { importId: "there" });
    const second = await runGoals([imported], { ...base, state: first.state });
    expect(second.steps).toEqual(["import a", "discard a"]);
    const third = await runGoals([], { ...base, state: second.state });
    expect(third.steps).toEqual(["delete a"]);
    expect(toy.cloud.size).toBe(0);
  });

  test("when only read takes the place of another that Pulumi made", async ({ expect }) => {
    const { toy, base } = setUp();
    toy.cloud.set("there", { name: "there" });
    const first = await runGoals([goal("a", { name: "made" })], base);
    const second = await runGoals([reading("there", "a")], { ...base, state: first.state });
    expect(second.steps).toEqual(["read a", "delete-replaced a"]);
    const again = await runGoals([reading("there", "a")], { ...base, state: second.state });
    expect(again.state).toEqual(second.state);
    expect([...toy.cloud.keys()]).toEqual(["there"]);
  });

  test("is created anew when it was only read before", async ({ expect }) => {
    const { toy, base } = setUp();
    toy.cloud.set("there", { name: "there" });
    const first = await runGoals([reading("there", "a")], base);
    const second = await runGoals([goal("a", { name: "made" })], { ...base, state: first.state });
    expect(second.steps).toEqual(["replace a", "discard a"]);
    expect([...toy.cloud.keys()]).toEqual(["there", "made"]);
  });

  test("cannot be imported when it does not exist", async ({ expect }) => {
    const { base } = setUp();
    const imported = goal("a", {}, { importId: "nowhere" });
    await expect(runGoals([imported], base)).rejects.toThrow("resource 'nowhere' does not exist");
  });
});
