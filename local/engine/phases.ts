import type { EngineEvent } from "./events.ts";

export type Phase = "runtime" | "program" | "deletes";

/** Times the parts of a run: each is announced once, when its end is reached, with the time since the one before. */
export function createPhases(emit: (event: EngineEvent) => void): { reach(phase: Phase): void } {
  const reached = new Set<Phase>();
  let last = performance.now();
  return {
    reach(phase) {
      if (reached.has(phase)) return;
      reached.add(phase);
      const now = performance.now();
      emit({ kind: "phase", phase, duration: now - last });
      last = now;
    },
  };
}
