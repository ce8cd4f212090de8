import type { EngineEvent } from "../engine/events.ts";
import type { Breakdown } from "./ready.ts";

export type Timing = {
  engineEvent(event: EngineEvent): void;
  /** call when deployed and when ready; `now` in milliseconds since the process began */
  breakdown(deployedAt: number, readyAt: number): Breakdown;
};

/** Adds up where the time until ready went. */
export function createTiming(): Timing {
  const phases = { runtime: 0, program: 0, deletes: 0 };
  let handlers = 0;
  return {
    engineEvent(event) {
      if (event.kind === "phase") phases[event.phase] += event.duration;
      if (event.kind === "step-finished") handlers += event.duration;
    },
    breakdown: (deployedAt, readyAt) => ({
      total: readyAt,
      runtime: phases.runtime,
      program: phases.program,
      handlers,
      apps: readyAt - deployedAt,
    }),
  };
}
