import { setTimeout as delay } from "node:timers/promises";
import type { Provider } from "../provider/provider.ts";
import type { Properties } from "../provider/values.ts";
import { deleteUnregistered } from "./deletes.ts";
import { EngineError } from "./engine-error.ts";
import { engineService } from "./engine-service.ts";
import type { EngineEvent, Step } from "./events.ts";
import { createMonitor } from "./monitor.ts";
import { monitorService } from "./monitor-service.ts";
import { createPhases } from "./phases.ts";
import { launch, type LaunchedProgram, type LaunchOptions } from "./launch.ts";
import type { ProgramProcess } from "./program-process.ts";
import type { Registration } from "./registration.ts";
import { createRun } from "./run-context.ts";
import { serve } from "./server.ts";
import { createSession, type Session } from "./session.ts";
import { stackOutputs, type StackState } from "./state.ts";

type RunOptions = {
  /** the providers by the packages they serve; any other package is refused by name */
  readonly providers: readonly Provider[];
  readonly state: StackState;
  readonly onEvent: (event: EngineEvent) => void;
  /** after each step that changed something: what to keep if the process ended right there. Not in a preview. */
  readonly onState?: (state: StackState) => void;
};

type DeployCommon = RunOptions & {
  /** stops the program and rejects with Cancelled; what providers are doing is carried through first */
  readonly signal?: AbortSignal;
};

/** The program, started already or to be started. */
export type DeployOptions = DeployCommon & (LaunchOptions | { readonly program: LaunchedProgram });

export type DeployResult = {
  /** after a preview: what the state would be, with unknowns */
  readonly state: StackState;
  /** the stack's, secrets marked */
  readonly outputs: Properties;
  readonly steps: readonly Step[];
  /** everything the program registered or read, in the order of arrival */
  readonly registrations: readonly Registration[];
};

/** how long a program may take to end by itself after a failure */
const GRACE_MS = 1000;

/**
 * Runs the program and brings the providers to what it declares, as `pulumi up` does; with `preview`, as
 * `pulumi preview` does. Two runs must not overlap on one state.
 *
 * @throws EngineError with the state that was reached
 */
export async function deploy(options: DeployOptions): Promise<DeployResult> {
  const program = "program" in options ? options.program : await launch(options);
  try {
    return await runProgram(program, options);
  } finally {
    program.close();
  }
}

async function runProgram(program: LaunchedProgram, options: DeployCommon): Promise<DeployResult> {
  const { project, stack, config, preview } = program;
  const { signal } = options;
  const said: Said = { errors: [], stderr: [] };
  const onEvent = (event: EngineEvent) => {
    listen(said, event);
    options.onEvent(event);
  };
  const run = createRun({
    ...options,
    config: config.values,
    onEvent,
    preview,
    stack,
    project: project.name,
    directory: project.programDirectory,
  });
  const monitor = createMonitor(run, project.programDirectory);
  const session = createSession(run.diagnose);
  const phases = createPhases(onEvent);
  let ended: Promise<void> | undefined;

  async function endProgram(): Promise<void> {
    phases.reach("program");
    for (const { urn, cause } of await deleteUnregistered(run)) session.fail(cause, urn);
    phases.reach("deletes");
  }

  const handlers = monitorService({
    program,
    monitor,
    session,
    connected: () => phases.reach("runtime"),
    programEnded: () => (ended ??= endProgram()),
  });
  // past the first failure the program's SDK complains of a closed channel, in pages of stack
  const diagnose: typeof run.diagnose = (...message) => {
    if (!session.isClosed()) run.diagnose(...message);
  };
  const server = serve(handlers, engineService(diagnose, project.directory));
  try {
    program.connect((socket) => server.take(socket));
    program.process.listen((stream, line) => {
      if (!session.isClosed()) onEvent({ kind: "output", stream, line });
    });
    const code = await exitOf(program.process, session, signal);
    await session.settled();
    // An SDK that does not announce its end ends by exiting.
    if (code === 0 && session.failures.length === 0 && !signal?.aborted) await (ended ??= endProgram());
    const state = run.ledger.state();
    if (signal?.aborted) throw new EngineError("Cancelled", "stopped before it was done", state);
    refuseFailures(session, code, said, state);
    return {
      state,
      outputs: stackOutputs(state),
      steps: run.steps.done,
      registrations: monitor.registrations(),
    };
  } finally {
    server.close();
  }
}

/** Waits for the program to end. A failure gives it a moment to do so by itself, the caller's signal none. */
async function exitOf(
  program: ProgramProcess,
  session: Session,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  function cancel(): void {
    session.close();
    program.stop();
  }
  if (signal?.aborted) cancel();
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const grace = session.closed.then(() => delay(GRACE_MS, undefined, { ref: false }));
    await Promise.race([program.exited, grace]);
    program.stop();
    return await program.exited;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** What the program said that may explain its end. */
type Said = { readonly errors: string[]; readonly stderr: string[] };

function listen(said: Said, event: EngineEvent): void {
  if (event.kind === "diagnostic" && event.severity === "error") said.errors.push(event.message);
  if (event.kind === "output" && event.stream === "stderr") said.stderr.push(event.line);
}

function refuseFailures(session: Session, code: number | undefined, said: Said, state: StackState): void {
  const [first] = session.failures;
  if (first) {
    const messages = session.failures.map((failure) => failure.message);
    throw new EngineError(first.code, messages.join("\n"), state);
  }
  if (code === 0) return;
  const how = code === undefined ? "the program was killed" : `the program ended with exit code ${code}`;
  const why = said.errors.length > 0 ? said.errors : [how, ...said.stderr.slice(-20)];
  throw new EngineError("ProgramFailed", why.join("\n").trimEnd(), state);
}
