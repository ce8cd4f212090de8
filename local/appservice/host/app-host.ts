import type { Log } from "../events.ts";
import { needsRestart, type AppPlan, type NoApp } from "./app-plan.ts";
import { startAppProcess, type AppProcess } from "./app-process.ts";

/** Keeps a site's app running. */
export type AppHost = {
  /** Starts or restarts the app when the plan differs; does not wait for it. */
  readonly use: (plan: AppPlan | NoApp) => void;
  /** Where the app answers. Waits while it starts; rejects with a sentence for a page. */
  readonly url: () => Promise<string>;
  /** Resolves when the app of the current plan listens; rejects with why it does not. */
  readonly ready: () => Promise<void>;
  readonly processes: () => readonly number[];
  readonly close: () => Promise<void>;
};

/** One attempt to run a plan. */
type Run = {
  /** Resolves when the app listens. */
  readonly app: Promise<AppProcess>;
  readonly pid: () => number | undefined;
  readonly stop: () => Promise<void>;
};

export function createAppHost(site: string, log: Log): AppHost {
  let plan: AppPlan | NoApp = { problem: `The site ${site} has no code yet.` };
  let run: Run | undefined;
  let closed = false;
  /** the current plan's app died before it answered */
  let failed = false;
  let retry: NodeJS.Timeout | undefined;
  const stopping = new Set<Promise<void>>();

  function start(wanted: AppPlan, attempt: number): Run {
    let running: AppProcess | undefined;
    let stopped = false;

    async function launch(): Promise<AppProcess> {
      const began = Date.now();
      try {
        running = await startAppProcess(site, wanted, (line) => log("output", line));
        if (stopped) throw new Error(`The app of ${site} was stopped before it started.`);
        await running.started;
      } catch (error) {
        if (!stopped) {
          failed = true;
          log("app", error instanceof Error ? error.message : "the app did not start");
        }
        await running?.stop();
        running = undefined;
        throw error;
      }
      log("app", `started in ${Date.now() - began} ms`);
      void watch(running, began);
      return running;
    }

    async function watch(app: AppProcess, began: number): Promise<void> {
      const how = await app.exited;
      running = undefined;
      // an app that ran for a while starts over with the shortest pause
      if (!stopped) startAgain(wanted, how, Date.now() - began > 60_000 ? 0 : attempt);
    }

    const app = launch();
    app.catch(() => {});
    return {
      app,
      pid: () => running?.pid,
      async stop() {
        stopped = true;
        await running?.stop();
        await app.catch(() => {});
      },
    };
  }

  function startAgain(wanted: AppPlan, how: string, attempt: number): void {
    const pause = restartPause(attempt);
    log("app", `the app ${how}; it starts again in ${pause / 1000} s`);
    const app = Promise.reject(new Error(`The app of ${site} ${how}. It starts again in a moment.`));
    app.catch(() => {});
    run = { app, pid: () => undefined, stop: () => Promise.resolve() };
    retry = setTimeout(() => {
      run = start(wanted, attempt + 1);
    }, pause);
  }

  function stopRun(): void {
    clearTimeout(retry);
    const done = run?.stop().finally(() => stopping.delete(done ?? Promise.resolve()));
    if (done) stopping.add(done);
    run = undefined;
  }

  async function runningApp(): Promise<AppProcess> {
    if ("problem" in plan) throw new Error(plan.problem);
    if (!run) throw new Error(`The app of ${site} does not run.`);
    return run.app;
  }

  return {
    use(wanted) {
      const same = !needsRestart(plan, wanted) && !failed;
      plan = wanted;
      if (same || closed) return;
      failed = false;
      // the new one starts while the old one stops: requests wait for the new one
      stopRun();
      if (!("problem" in wanted)) run = start(wanted, 0);
    },

    url: async () => (await runningApp()).url,

    async ready() {
      await runningApp();
    },

    processes() {
      const pid = run?.pid();
      return pid === undefined ? [] : [pid];
    },

    async close() {
      closed = true;
      stopRun();
      await Promise.all(stopping);
    },
  };
}

/** Milliseconds before a start that follows a crash: 1 s, doubled each time, 30 s at most. */
function restartPause(attempt: number): number {
  return Math.min(1000 * 2 ** attempt, 30_000);
}
