import { describe, it, vi } from "vitest";
import { whenQuiet } from "./when-quiet.ts";

describe("when it is quiet", () => {
  it("acts once, after the last of many touches", ({ expect, onTestFinished }) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const act = vi.fn();
    const quiet = whenQuiet(100, act);
    for (let touch = 0; touch < 5; touch++) {
      quiet.touch();
      vi.advanceTimersByTime(99);
    }
    expect(act).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(act).toHaveBeenCalledTimes(1);
    quiet.touch();
    quiet.stop();
    vi.advanceTimersByTime(1000);
    expect(act).toHaveBeenCalledTimes(1);
  });
});
