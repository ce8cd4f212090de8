import type { Provider } from "../provider/provider.ts";
import { deleteUnregistered } from "./deletes.ts";
import { EngineError } from "./engine-error.ts";
import type { EngineEvent, Step } from "./events.ts";
import { createRun } from "./run-context.ts";
import { createSession } from "./session.ts";
import type { StackState } from "./state.ts";

export type DestroyOptions = {
  readonly providers: readonly Provider[];
  readonly state: StackState;
  readonly preview?: boolean;
  readonly onEvent: (event: EngineEvent) => void;
  readonly onState?: (state: StackState) => void;
};

/**
 * Deletes everything in the state, dependents first, without running the program, as `pulumi destroy` does. What is
 * protected stays, with what it depends on, and makes the whole fail.
 *
 * @throws EngineError with the state that was reached
 */
export async function destroy(
  options: DestroyOptions,
): Promise<{ readonly state: StackState; readonly steps: readonly Step[] }> {
  const run = createRun({
    ...options,
    preview: options.preview ?? false,
    config: {},
    project: "",
    stack: "",
    directory: "/",
  });
  const session = createSession(run.diagnose);
  for (const { urn, cause } of await deleteUnregistered(run)) session.fail(cause, urn);
  const state = run.ledger.state();
  const [first] = session.failures;
  if (first) {
    const messages = session.failures.map((failure) => failure.message);
    throw new EngineError(first.code, messages.join("\n"), state);
  }
  return { state, steps: run.steps.done };
}
