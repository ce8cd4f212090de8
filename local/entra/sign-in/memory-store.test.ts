import { afterEach, beforeEach, test, vi } from "vitest";
import { MemoryStore } from "./memory-store.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("it finds what was put in, by id and by uid, until it is destroyed", async ({ expect }) => {
  const store = new MemoryStore();
  await store.upsert("id", { uid: "uid" }, 60);
  expect(await store.find("id")).toEqual({ uid: "uid" });
  expect(await store.findByUid("uid")).toEqual({ uid: "uid" });
  await store.destroy("id");
  expect(await store.find("id")).toBeUndefined();
});

test("a consumed code says when", async ({ expect }) => {
  const store = new MemoryStore();
  await store.upsert("code", {}, 600);
  await store.consume("code");
  expect((await store.find("code"))?.consumed).toBe(Math.floor(Date.now() / 1000));
});

test("what has expired is forgotten when the next thing comes in", async ({ expect }) => {
  const store = new MemoryStore();
  await store.upsert("old", {}, 60);
  vi.advanceTimersByTime(61_000);
  await store.upsert("new", {}, 60);
  expect(await store.find("old")).toBeUndefined();
  expect(await store.find("new")).toBeDefined();
});
