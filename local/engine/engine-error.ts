import type { StackState } from "./state.ts";

export type EngineErrorCode =
  /** Pulumi.yaml is missing or wrong */
  | "ProjectInvalid"
  /** Pulumi.<stack>.yaml or a `key=value` from the command line is wrong */
  | "StackInvalid"
  /** @pulumi/pulumi is not installed, or Node could not start */
  | "RuntimeMissing"
  /** the program ended with an error of its own */
  | "ProgramFailed"
  /** a provider refused a resource, or its inputs */
  | "ResourceFailed"
  /** the program asks for something this engine does not do */
  | "Refused"
  /** the caller's signal stopped the run */
  | "Cancelled";

/** What stopped a run, in words for the person who wrote the program. `state` is what exists now. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;
  readonly state: StackState | undefined;

  constructor(code: EngineErrorCode, message: string, state?: StackState) {
    super(message);
    this.code = code;
    this.state = state;
  }
}
