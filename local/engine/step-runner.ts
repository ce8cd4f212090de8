import type { PropertyDiff } from "../provider/diff.ts";
import { nameOf, typeOf } from "../provider/provider.ts";
import type { EngineEvent, Operation, Step } from "./events.ts";
import { describeChanges } from "./describe-changes.ts";
import type { Properties } from "../provider/values.ts";
import { messageOf } from "./failure-message.ts";

export type StepSubject = {
  readonly op: Operation;
  readonly urn: string;
  readonly changes?: readonly PropertyDiff[];
  readonly olds?: Properties;
  readonly news?: Properties;
  /** `hideDiffs`: paths whose changes are not shown */
  readonly hidden?: readonly string[];
};

export type StepRunner = {
  readonly done: readonly Step[];
  /** Runs one step with its events around it; what `work` throws comes out after the event of the failure. */
  run<T>(subject: StepSubject, work: () => Promise<T>): Promise<T>;
};

export function createStepRunner(emit: (event: EngineEvent) => void, changed: () => void): StepRunner {
  const done: Step[] = [];

  return {
    done,
    async run({ op, urn, changes = [], olds = {}, news = {}, hidden = [] }, work) {
      const step = {
        op,
        urn,
        type: typeOf(urn),
        name: nameOf(urn),
        changes: describeChanges(changes, olds, news, hidden),
      };
      const start = performance.now();
      emit({ kind: "step-started", ...step });
      try {
        const result = await work();
        const finished = { ...step, duration: performance.now() - start };
        done.push(finished);
        changed();
        emit({ kind: "step-finished", ...finished });
        return result;
      } catch (cause) {
        const duration = performance.now() - start;
        emit({ kind: "step-failed", ...step, duration, message: messageOf(cause) });
        throw cause;
      }
    },
  };
}
