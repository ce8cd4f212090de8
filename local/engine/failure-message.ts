import { ProviderError } from "../provider/handler.ts";
import { EngineError } from "./engine-error.ts";
import { StepFailure } from "./step-failure.ts";

/**
 * What a failed step says: the provider's code and message, without a stack. An error that no provider meant to throw
 * keeps its stack, because it is ours to mend.
 */
export function messageOf(cause: unknown): string {
  if (cause instanceof ProviderError) return `${cause.code}: ${cause.message}`;
  if (cause instanceof StepFailure || cause instanceof EngineError) return cause.message;
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return String(cause);
}
