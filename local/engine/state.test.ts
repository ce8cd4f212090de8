import { test } from "vitest";
import { secret } from "../provider/values.ts";
import { goal, runGoals } from "./fixtures/goals.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { emptyState, maskedStateJson } from "./state.ts";

test("the state as JSON holds no secret", async ({ expect }) => {
  const { state } = await runGoals([goal("a", { label: secret("hush"), size: 1 })], {
    providers: [createToy().provider],
    state: emptyState,
  });
  const json = maskedStateJson(state);
  expect(json).not.toContain("hush");
  expect(json).not.toContain("t0k3n");
  expect(JSON.parse(json)).toMatchObject({ resources: [{ inputs: { label: "[secret]", size: 1 } }] });
});
