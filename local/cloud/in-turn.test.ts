import { setTimeout as delay } from "node:timers/promises";
import { describe, it } from "vitest";
import { createTurns } from "./in-turn.ts";

describe("turns", () => {
  it("come one after another for one key, in order, and side by side for others", async ({ expect }) => {
    const inTurn = createTurns();
    const said: string[] = [];
    function task(name: string, milliseconds: number) {
      return async () => {
        said.push(`${name} starts`);
        await delay(milliseconds);
        said.push(`${name} ends`);
      };
    }
    await Promise.all([inTurn("a", task("a1", 30)), inTurn("a", task("a2", 1)), inTurn("b", task("b1", 5))]);
    expect(said).toEqual(["a1 starts", "b1 starts", "b1 ends", "a1 ends", "a2 starts", "a2 ends"]);
  });

  it("go on after one that failed, whose caller alone is told", async ({ expect }) => {
    const inTurn = createTurns();
    const failed = inTurn("a", () => Promise.reject(new Error("taken")));
    const next = inTurn("a", () => Promise.resolve());
    await expect(failed).rejects.toThrow("taken");
    await expect(next).resolves.toBeUndefined();
  });
});
