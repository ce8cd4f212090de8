import type { PropertyDiff } from "../provider/diff.ts";
import type { PropertyValue } from "../provider/values.ts";

export type Operation =
  | "same"
  | "create"
  | "update"
  /** the new one is created; the old one goes in a `delete-replaced`, before or after */
  | "replace"
  | "delete"
  | "delete-replaced"
  | "read"
  | "import"
  /** leaves the state; the resource itself stays */
  | "discard";

/** One property that differs. `from` and `to` are masked where they are secret; UNKNOWN where not known yet. */
export type Change = PropertyDiff & {
  readonly from: PropertyValue | undefined;
  readonly to: PropertyValue | undefined;
};

export type Step = {
  readonly op: Operation;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly changes: readonly Change[];
  /** milliseconds in the provider */
  readonly duration: number;
};

export type Severity = "debug" | "info" | "warning" | "error";

export type EngineEvent =
  | {
      readonly kind: "diagnostic";
      readonly severity: Severity;
      readonly message: string;
      readonly urn: string;
    }
  | ({ readonly kind: "step-started" } & Omit<Step, "duration">)
  | ({ readonly kind: "step-finished" } & Step)
  | ({ readonly kind: "step-failed"; readonly message: string } & Step)
  /** a line the program printed */
  | { readonly kind: "output"; readonly stream: "stdout" | "stderr"; readonly line: string }
  /**
   * runtime: from the start of the process to the first request of the program's SDK. program: from there to the end of
   * the program. deletes: what the program no longer declares. Milliseconds.
   */
  | { readonly kind: "phase"; readonly phase: "runtime" | "program" | "deletes"; readonly duration: number };
