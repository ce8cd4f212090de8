import { setTimeout as wait } from "node:timers/promises";
import { test } from "vitest";
import { loadLater } from "./load-later.ts";

function counted() {
  let loads = 0;
  return { loads: () => loads, load: async () => ++loads };
}

test("it loads on its own after the delay, and not before", async ({ expect }) => {
  const { loads, load } = counted();
  loadLater(load, 20);
  expect(loads()).toBe(0);
  await wait(60);
  expect(loads()).toBe(1);
});

test("a demand does not wait for the delay, and all demands share one load", async ({ expect }) => {
  const { loads, load } = counted();
  const demand = loadLater(load, 20);
  expect(await Promise.all([demand(), demand()])).toEqual([1, 1]);
  await wait(60);
  expect(loads()).toBe(1);
});

test("a failed load fails the demand, and nothing else", async ({ expect }) => {
  const demand = loadLater(async () => Promise.reject(new Error("broken")), 0);
  await wait(20);
  await expect(demand()).rejects.toThrow("broken");
});
