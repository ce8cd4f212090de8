import { inDirectory } from "../provider/in-directory.ts";
import type { Provider } from "../provider/provider.ts";
import type { EngineEvent, Severity } from "./events.ts";
import { createLedger, type Ledger } from "./ledger.ts";
import type { StackState } from "./state.ts";
import { createStepRunner, type StepRunner } from "./step-runner.ts";

/** What every part of one run shares. */
export type RunContext = {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  /** by package name */
  readonly providers: ReadonlyMap<string, Provider>;
  /** the stack's configuration by full key; "azure-native:location" is meant for the default provider */
  readonly config: Readonly<Record<string, string>>;
  readonly ledger: Ledger;
  readonly steps: StepRunner;
  readonly diagnose: (severity: Severity, message: string, urn: string) => void;
};

export type RunInput = {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  readonly providers: readonly Provider[];
  readonly config: Readonly<Record<string, string>>;
  readonly state: StackState;
  /** what the paths of assets are relative to */
  readonly directory: string;
  readonly onEvent: (event: EngineEvent) => void;
  readonly onState?: ((state: StackState) => void) | undefined;
};

export function createRun(input: RunInput): RunContext {
  const ledger = createLedger(input.state);
  function changed(): void {
    if (!input.preview) input.onState?.(ledger.state());
  }
  const providers = input.providers.map((provider) => inDirectory(provider, input.directory));
  return {
    project: input.project,
    stack: input.stack,
    preview: input.preview,
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    config: input.config,
    ledger,
    steps: createStepRunner(input.onEvent, changed),
    diagnose: (severity, message, urn) => input.onEvent({ kind: "diagnostic", severity, message, urn }),
  };
}
