import process from "node:process";
import type { Cloud } from "../cloud/cloud.ts";
import { readProject } from "../engine/project.ts";
import { aborted } from "./aborted.ts";
import { createConsole } from "./console.ts";
import { createDeployment } from "./deployment.ts";
import { createFollow, type Follow } from "./follow.ts";
import { hasKeyboard, listenForKeys, type Keys } from "./keys.ts";
import { NOT_ENFORCED } from "./not-enforced.ts";
import { openBrowser } from "./open-browser.ts";
import type { StartOptions } from "./start-options.ts";
import { breakdownLine, readyJson, readyText } from "./ready.ts";
import { readyFrom } from "./ready-from.ts";
import { stackFileOf, whyDefaults } from "./stack-file.ts";
import { createStandingWarnings } from "./standing-warnings.ts";
import { createTiming } from "./timing.ts";
import { refuseUnknownUpstreams } from "./upstreams.ts";
import { readUsers } from "./users-file.ts";
import { createRounds } from "./watch/rounds.ts";
import { watchProgram } from "./watch/watch-program.ts";

export type Terminal = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
};

/** `npm start`: runs the program against local Azure, and serves and follows it until `signal` says stop. */
export async function start(options: StartOptions, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const console = createConsole(options.json ? terminal.stderr : terminal.stdout);
  const warnings = createStandingWarnings((event) => console.siteEvent(event));
  const timing = createTiming();
  const quit = new AbortController();
  const stopped = AbortSignal.any([signal, quit.signal]);
  const project = readProject(options.cwd);
  const users = readUsers(options.cwd);
  const deployment = createDeployment({
    ...options,
    onEvent(event) {
      timing.engineEvent(event);
      console.engineEvent(event);
    },
  });

  let cloud: Cloud | undefined;
  let follow: Follow | undefined;
  let keys: Keys | undefined;
  const rounds = createRounds(async (again) => {
    await follow?.changed(watcher?.beginRound() ?? [], again);
    watcher?.endRound();
  });
  // edits count from here on: the program is about to be read
  const watcher = options.watch
    ? watchProgram(project, options.stack, {
        onTouched: () => rounds.request(),
        onProblem: (why) => console.line(why),
      })
    : undefined;
  try {
    console.line(`Deploying ${project.name}, stack ${options.stack}, to local Azure`);
    console.line(NOT_ENFORCED);
    // refuses what is no stack's name, of which there is no file to be missed
    await deployment.begin();
    const stackFile = stackFileOf(project, options.stack);
    const defaults = whyDefaults(stackFile);
    if (defaults !== undefined) console.line(defaults);
    // loaded while the program starts
    const { startCloud } = await import("../cloud/cloud.ts");
    cloud = await startCloud({
      port: options.port,
      upstreams: options.upstreams,
      ...(users ? { users } : {}),
      onEvent: (event) => warnings.onEvent(event),
    });
    const outcome = await deployment.run(cloud.providers, stopped);
    if ("failure" in outcome) throw outcome.failure;
    refuseUnknownUpstreams(options.upstreams, cloud.sites());
    const deployedAt = performance.now();
    warnings.standing(cloud.warnings());
    await Promise.race([cloud.ready(), aborted(stopped)]);
    if (stopped.aborted) return;

    const ready = readyFrom(cloud, outcome.outputs);
    console.line("");
    console.line(breakdownLine(timing.breakdown(deployedAt, performance.now())));
    if (options.json) terminal.stdout(`${readyJson(ready)}\n`);
    else terminal.stdout(`\n${readyText(ready)}\n\n`);

    follow = createFollow({
      project: options.cwd,
      stackFile,
      cloud,
      deployment,
      console,
      warnings,
      ready,
      signal: stopped,
    });
    rounds.begin();
    if (!options.json && hasKeyboard()) {
      keys = listenForKeys(process.stdin, {
        open() {
          const url = follow?.ready().frontend ?? null;
          if (url !== null) openBrowser(url, (why) => console.line(why));
        },
        redeploy: () => rounds.request(true),
        stop: () => quit.abort(),
      });
      console.line(`${ready.frontend === null ? "" : "o opens it, "}r deploys again, q stops.`);
    }
    await aborted(stopped);
  } catch (error) {
    if (!stopped.aborted) throw error;
  } finally {
    keys?.close();
    watcher?.close();
    deployment.close();
    await rounds.close();
    await cloud?.close();
  }
}
