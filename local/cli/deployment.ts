import { EngineError } from "../engine/engine-error.ts";
import type { EngineEvent, Step } from "../engine/events.ts";
import { launch, type LaunchedProgram } from "../engine/launch.ts";
import { readProject } from "../engine/project.ts";
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
   * Starts the program ahead of everything that it will talk to. Rejects with EngineError where Pulumi.yaml or the
   * stack's file is wrong.
   */
  begin(): Promise<void>;
  /**
   * Reads the project anew, unless `begin` has just done it, and brings the cloud from what the last run left to what
   * the program now declares. What a run that fails has reached is where the next one goes on. Runs must not overlap.
   * Never rejects.
   */
  run(providers: readonly Provider[], signal: AbortSignal): Promise<Outcome>;
  /** Ends a program that has begun and that nobody has taken up. */
  close(): void;
};

export type DeploymentOptions = Pick<StartOptions, "cwd" | "stack" | "config"> & {
  readonly onEvent: (event: EngineEvent) => void;
};

export function createDeployment({ cwd, stack, config, onEvent }: DeploymentOptions): Deployment {
  let state = emptyState;
  let begun: LaunchedProgram | undefined;

  async function launchProgram(): Promise<LaunchedProgram> {
    const project = readProject(cwd);
    return launch({ project, stack, config: readStackConfig(project, stack, config) });
  }

  return {
    async begin() {
      begun = await launchProgram();
    },

    async run(providers, signal) {
      const steps: Step[] = [];
      try {
        // loaded while the program starts
        const { deploy } = await import("../engine/run.ts");
        const program = begun ?? (await launchProgram());
        begun = undefined;
        const result = await deploy({
          program,
          providers,
          state,
          signal,
          onEvent(event) {
            if (event.kind === "step-finished") steps.push(event);
            onEvent(event);
          },
        });
        state = result.state;
        return { steps, outputs: result.outputs };
      } catch (failure) {
        if (failure instanceof EngineError && failure.state) state = failure.state;
        return { steps, failure };
      }
    },

    close: () => begun?.close(),
  };
}
