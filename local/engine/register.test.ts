import { describe, test } from "vitest";
import { secret, UNKNOWN } from "../provider/values.ts";
import type { Provider } from "../provider/provider.ts";
import { goal, runGoals, urnOf } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { emptyState } from "./state.ts";

function setUp() {
  const toy = createToy();
  return { toy, base: { providers: [toy.provider], state: emptyState } };
}

describe("a resource that is not in the last state", () => {
  test("is created with checked inputs, and its id and outputs are the answer", async ({ expect }) => {
    const { toy, base } = setUp();
    const { answers, steps } = await runGoals([goal("a", { size: 1 })], base);
    expect(steps).toEqual(["create a"]);
    expect(answers[0]?.id).toMatch(/^a-[0-9a-f]{8}$/);
    expect(answers[0]?.outputs).toMatchObject({ size: 1, address: `at ${answers[0]?.id}` });
    expect([...toy.cloud.keys()]).toEqual([answers[0]?.id]);
  });

  test("has unknown outputs and no id in a preview, and nothing is done", async ({ expect }) => {
    const { toy, base } = setUp();
    const { answers } = await runGoals([goal("a", { size: 1 })], { ...base, preview: true });
    expect(answers[0]?.id).toBe("");
    expect(answers[0]?.outputs).toMatchObject({ size: 1, address: UNKNOWN, token: secret(UNKNOWN) });
    expect(toy.journal).toEqual([]);
  });

  test("gets the generated name in the update that its preview showed", async ({ expect }) => {
    const { base } = setUp();
    const preview = await runGoals([goal("a")], { ...base, preview: true });
    const update = await runGoals([goal("a")], base);
    expect(update.answers[0]?.outputs.name).toBe(preview.answers[0]?.outputs.name);
  });

  test("is refused with the property and the reason when a check fails", async ({ expect }) => {
    const { toy, base } = setUp();
    await expect(runGoals([goal("a", { size: -1 })], base)).rejects.toThrow(
      "property size has a problem: it is -1 and must not be negative",
    );
    expect(toy.journal).toEqual([]);
  });

  test("is refused by name when nothing serves its package", async ({ expect }) => {
    const { base } = setUp();
    const other = goal("a", {}, { type: "random:index:RandomId" });
    await expect(runGoals([other], base)).rejects.toThrow("no provider for the package 'random'");
  });

  test("is refused when another of its run has its URN", async ({ expect }) => {
    const { base } = setUp();
    await expect(runGoals([goal("a"), goal("a")], base)).rejects.toThrow(
      `Duplicate resource URN '${urnOf("a")}'`,
    );
  });
});

describe("a resource that is in the last state", () => {
  test("stays the same when its inputs do, and its dependencies follow the program", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a"), goal("b")], base);
    const again = [goal("a"), goal("b", {}, { from: { "": urnOf("a") } })];
    const second = await runGoals(again, { ...base, state: first.state });
    expect(second.steps).toEqual([]);
    expect(toy.journal).toHaveLength(2);
    expect(second.answers[1]?.outputs).toEqual(first.answers[1]?.outputs);
    expect(second.state.resources[1]?.dependencies).toEqual([urnOf("a")]);
  });

  test("is updated when an input changes, and the event shows from what to what", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { label: "old" })], base);
    const second = await runGoals([goal("a", { label: "new" })], { ...base, state: first.state });
    expect(second.steps).toEqual(["update a"]);
    expect(second.answers[0]?.id).toBe(first.answers[0]?.id);
    expect(toy.journal.at(-1)).toBe(`update ${first.answers[0]?.id}`);
    const finished = second.events.find((event) => event.kind === "step-finished" && event.op === "update");
    expect(finished).toMatchObject({
      changes: [{ path: "label", kind: "update", replaces: false, from: "old", to: "new" }],
    });
  });

  test("hides what hideDiffs names and masks secrets in its changes", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals(
      [goal("a", { label: "old", key: secret({ deep: "one" }), code: "x" })],
      base,
    );
    const changed = goal(
      "a",
      { label: "new", key: secret({ deep: "two" }), code: "y" },
      { hideDiffs: ["code"] },
    );
    const second = await runGoals([changed], { ...base, state: first.state });
    const finished = second.events.find((event) => event.kind === "step-finished");
    expect(finished).toMatchObject({
      changes: [
        { path: "label", from: "old", to: "new" },
        { path: "key.deep", from: "[secret]", to: "[secret]" },
      ],
    });
    expect(JSON.stringify(second.events)).not.toContain("two");
  });

  test("keeps what an update that fails would have changed", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { label: "fine" })], base);
    const failing = runGoals([goal("a", { label: "refused" })], { ...base, state: first.state });
    await expect(failing).rejects.toThrow("The label is not allowed.");
    expect([...toy.cloud.values()]).toMatchObject([{ label: "fine" }]);
  });

  test("is unknown only in part in the preview of an update", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a", { label: "old" })], base);
    const options = { ...base, state: first.state, preview: true };
    const second = await runGoals([goal("a", { label: "new" })], options);
    expect(second.answers[0]).toMatchObject({
      id: first.answers[0]?.id,
      outputs: { label: "new", address: first.answers[0]?.outputs.address, token: secret(UNKNOWN) },
    });
  });
});

describe("secrets", () => {
  test("an input that is secret makes the output of that name secret", async ({ expect }) => {
    const { base } = setUp();
    const forgetful = {
      ...base.providers[0],
      create: async () => ({ id: "a", outputs: { label: "hush" } }),
    } as Provider;
    const { answers } = await runGoals([goal("a", { label: secret("hush") })], {
      ...base,
      providers: [forgetful],
    });
    expect(answers[0]?.outputs.label).toEqual(secret("hush"));
  });

  test("additionalSecretOutputs makes an output secret, also when nothing changed", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a")], base);
    const secretly = goal("a", {}, { additionalSecretOutputs: ["address"] });
    const second = await runGoals([secretly], { ...base, state: first.state });
    expect(second.steps).toEqual([]);
    expect(second.answers[0]?.outputs.address).toEqual(secret(first.answers[0]?.outputs.address ?? ""));
  });
});

describe("ignoreChanges", () => {
  test("keeps the old value although the program has a new one", async ({ expect }) => {
    const { base } = setUp();
    const first = await runGoals([goal("a", { label: "old", tags: { x: "1", y: "1" } })], base);
    const ignoring = goal(
      "a",
      { label: "new", tags: { x: "2", y: "1" } },
      { ignoreChanges: ["label", "tags.x"] },
    );
    const second = await runGoals([ignoring], { ...base, state: first.state });
    expect(second.steps).toEqual([]);
    expect(second.state.resources[0]?.inputs).toMatchObject({ label: "old", tags: { x: "1" } });
  });

  test("lets through what it does not name", async ({ expect }) => {
    const { toy, base } = setUp();
    const first = await runGoals([goal("a", { label: "old", tags: { x: "1" } })], base);
    const ignoring = goal("a", { label: "new", tags: { x: "2" } }, { ignoreChanges: ["label"] });
    const second = await runGoals([ignoring], { ...base, state: first.state });
    expect(second.steps).toEqual(["update a"]);
    expect([...toy.cloud.values()]).toMatchObject([{ label: "old", tags: { x: "2" } }]);
  });
});

test("an explicit provider is a resource, and who uses it refers to it", async ({ expect }) => {
  const { base } = setUp();
  const type = "pulumi:providers:toy";
  const provider = `${urnOf("mine", type)}::some-id`;
  const goals = [goal("mine", { version: "1.2.3" }, { type }), goal("a", {}, { provider })];
  const { state, steps } = await runGoals(goals, base);
  expect(steps).toEqual(["create mine", "create a"]);
  expect(state.resources[1]?.provider).toBe(urnOf("mine", type));
  await expect(runGoals([goal("a", {}, { provider })], base)).rejects.toThrow("unknown provider");
});

test("the stack's configuration of a package reaches its default provider, an explicit one has its own", async ({
  expect,
}) => {
  const { base } = setUp();
  const type = "pulumi:providers:toy";
  const provider = `${urnOf("mine", type)}::some-id`;
  const goals = [goal("mine", { region: "there" }, { type }), goal("a"), goal("b", {}, { provider })];
  const { answers } = await runGoals(goals, {
    ...base,
    config: { "toy:region": "here", "other:region": "x" },
  });
  expect(answers.map((answer) => answer.outputs.region)).toEqual(["there", "here", "there"]);
});

test("protect, retainOnDelete and deletedWith of a parent hold for its children", async ({ expect }) => {
  const { base } = setUp();
  const deletedWith = urnOf("host");
  const box = goal("box", {}, { type: "box", protect: true, retainOnDelete: true, deletedWith });
  const parent = urnOf("box", "box");
  const { state } = await runGoals(
    [goal("host"), box, goal("a", {}, { parent }), goal("b", {}, { parent, protect: false })],
    base,
  );
  expect(state.resources.slice(2)).toMatchObject([
    { protect: true, retainOnDelete: true, deletedWith },
    { protect: false, retainOnDelete: true, deletedWith },
  ]);
});

test("an SDK of another major version than the provider is warned of once", async ({ expect }) => {
  const { base } = setUp();
  const goals = [goal("a", {}, { version: "2.0.0" }), goal("b", {}, { version: "2.0.0" })];
  const { events } = await runGoals([...goals, goal("c", {}, { version: "1.9.0" })], base);
  expect(events.filter((event) => event.kind === "diagnostic")).toEqual([
    {
      kind: "diagnostic",
      severity: "warning",
      message:
        "the program uses toy 2.0.0; what serves it here stands in for 1.2.3, and resources may differ",
      urn: "",
    },
  ]);
});

test("a resource whose parent is not registered is refused", async ({ expect }) => {
  const { base } = setUp();
  await expect(runGoals([goal("a", {}, { parent: urnOf("nobody", "box") })], base)).rejects.toThrow(
    "is not registered",
  );
});
