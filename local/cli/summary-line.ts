import type { Operation } from "../engine/events.ts";
import { seconds } from "./ready.ts";
import { SIGNS } from "./step-line.ts";

/** Words as Pulumi's; what is not here is part of another operation or changes nothing in the cloud. */
const DONE = {
  create: "created",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  import: "imported",
} as const satisfies Partial<Record<Operation, string>>;

/** "~ 1 updated, +- 1 replaced, 34 unchanged (0.92 s)" */
export function summaryLine(steps: readonly { readonly op: Operation }[], milliseconds: number): string {
  function count(op: Operation): number {
    return steps.filter((step) => step.op === op).length;
  }
  const done = (Object.keys(DONE) as (keyof typeof DONE)[])
    .filter((op) => count(op) > 0)
    .map((op) => `${SIGNS[op]} ${count(op)} ${DONE[op]}`);
  const unchanged = `${count("same")} unchanged`;
  const all = done.length > 0 ? [...done, unchanged].join(", ") : `No changes, ${unchanged}`;
  return `${all} (${seconds(milliseconds)})`;
}
