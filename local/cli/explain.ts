import { CloudNotStarted } from "../cloud/cloud-not-started.ts";
import { EngineError } from "../engine/engine-error.ts";
import { UserError } from "./user-error.ts";

/** A failure in words for the person at the keyboard. Only a fault of ours comes with its stack. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError || error instanceof EngineError || error instanceof CloudNotStarted)
    return error.message;
  return `This is a fault in local Azure, please report it.\n${error.stack ?? error.message}`;
}
