import { EngineError } from "../engine/engine-error.ts";
import type { EngineEvent, Step } from "../engine/events.ts";
import { readProject } from "../engine/project.ts";
import { deploy } from "../engine/run.ts";
import { readStackConfig } from "../engine/stack-config.ts";
import { emptyState } from "../engine/state.ts";
import type { Provider } from "../provider/provider.ts";
import type { Properties } from "../provider/values.ts";
import type { StartOptions } from "./start-options.ts";

/** What a run did, and what the program exported; or why it ended before it was through. */
export type Outcome = { readonly steps: readonly Step[] } & (
  | { readonly outputs: Properties }
  | { readonly failure: unknown }
);

export type Deployment = {
  /**
   * Reads the project anew and brings the cloud from what the last run left to what the program now declares. What a
   * run that fails has reached is where the next one goes on. Runs must not overlap. Never rejects.
   */
  run(signal: AbortSignal): Promise<Outcome>;
};

export type DeploymentOptions = Pick<StartOptions, "cwd" | "stack" | "config"> & {
  readonly providers: readonly Provider[];
  readonly onEvent: (event: EngineEvent) => void;
};

export function createDeployment(options: DeploymentOptions): Deployment {
  let state = emptyState;
  return {
    async run(signal) {
      const steps: Step[] = [];
      try {
        const project = readProject(options.cwd);
        const result = await deploy({
          project,
          stack: options.stack,
          config: readStackConfig(project, options.stack, options.config),
          providers: options.providers,
          state,
          signal,
          onEvent(event) {
            if (event.kind === "step-finished") steps.push(event);
            options.onEvent(event);
          },
        });
        state = result.state;
        return { steps, outputs: result.outputs };
      } catch (failure) {
        if (failure instanceof EngineError && failure.state) state = failure.state;
        return { steps, failure };
      }
    },
  };
}
