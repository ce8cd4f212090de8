import type { EngineEvent } from "../engine/events.ts";
import type { Breakdown } from "./ready.ts";

export type Timing = {
  engineEvent(event: EngineEvent): void;
  /** call when deployed and when ready; `now` in milliseconds since the process began */
  breakdown(deployedAt: number, readyAt: number): Breakdown;
};

/** Adds up where the time until ready went. */
export function createTiming(): Timing {
  let runtime = 0;
  let program = 0;
  let handlers = 0;
  return {
    engineEvent(event) {
      // the program starts while local Azure does: one time for both, until the program's SDK is there
      if (event.kind === "phase" && event.phase === "runtime") runtime = performance.now();
      if (event.kind === "phase" && event.phase === "program") program = event.duration;
      if (event.kind === "step-finished") handlers += event.duration;
    },
    breakdown: (deployedAt, readyAt) => ({
      total: readyAt,
      runtime,
      program,
      handlers,
      apps: readyAt - deployedAt,
    }),
  };
}
