import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { createRounds } from "./rounds.ts";

describe("rounds", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const rounds = createRounds(async () => {
      begun.push(Date.now());
      await new Promise<void>((resolve) => ends.push(resolve));
    }, 30);
    async function end(): Promise<void> {
      ends.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    }
    return { rounds, begun, end };
  }

  it("make one of requests that come close together", async ({ expect }) => {
    const { rounds, begun } = setUp();
    rounds.begin();
    for (let time = 0; time < 5; time++) {
      rounds.request();
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(begun).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(begun).toHaveLength(1);
  });

  it("never overlap: what is asked for during one makes exactly one more", async ({ expect }) => {
    const { rounds, begun, end } = setUp();
    rounds.begin();
    rounds.request();
    await vi.advanceTimersByTimeAsync(30);
    rounds.request();
    rounds.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toHaveLength(1);
    await end();
    await vi.advanceTimersByTimeAsync(30);
    expect(begun).toHaveLength(2);
    await end();
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toHaveLength(2);
  });

  it("wait until they may begin, and then make up for it", async ({ expect }) => {
    const { rounds, begun } = setUp();
    rounds.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toHaveLength(0);
    rounds.begin();
    await vi.advanceTimersByTimeAsync(30);
    expect(begun).toHaveLength(1);
  });

  it("end with the one under way when they are closed", async ({ expect }) => {
    const { rounds, begun, end } = setUp();
    rounds.begin();
    rounds.request();
    await vi.advanceTimersByTimeAsync(30);
    rounds.request();
    let closed = false;
    const closing = rounds.close().then(() => (closed = true));
    await vi.advanceTimersByTimeAsync(1000);
    expect(closed).toBe(false);
    await end();
    await closing;
    rounds.request();
    await vi.advanceTimersByTimeAsync(1000);
    expect(begun).toHaveLength(1);
  });
});
