import { join, relative } from "node:path";
import type { Cloud } from "../cloud/cloud.ts";
import type { Step } from "../engine/events.ts";
import { STACK_TYPE } from "../engine/urn.ts";
import { aborted } from "./aborted.ts";
import type { Console } from "./console.ts";
import type { Deployment } from "./deployment.ts";
import { explain } from "./explain.ts";
import { readyFrom } from "./ready-from.ts";
import { addressRows, userRows, type Ready } from "./ready.ts";
import { whyDefaults } from "./stack-file.ts";
import type { StandingWarnings } from "./standing-warnings.ts";
import { summaryLine } from "./summary-line.ts";
import { readUsers, USERS_FILE } from "./users-file.ts";

export type FollowOptions = {
  /** folder of the project, absolute */
  readonly project: string;
  /** absolute; it need not exist */
  readonly stackFile: string;
  readonly cloud: Cloud;
  readonly deployment: Deployment;
  readonly console: Console;
  readonly warnings: StandingWarnings;
  /** what was last said to be ready */
  readonly ready: Ready;
  readonly signal: AbortSignal;
};

export type Follow = {
  /** Makes of these changed files what they mean. `again`: deploys also where none has changed. Never rejects. */
  changed(files: readonly string[], again: boolean): Promise<void>;
  /** what is ready now */
  ready(): Ready;
};

/** What a save leads to, once everything has been ready for the first time. */
export function createFollow(options: FollowOptions): Follow {
  const { project, stackFile, cloud, deployment, console, warnings, signal } = options;
  const usersFile = join(project, USERS_FILE);
  let ready = options.ready;

  function useUsers(): void {
    try {
      cloud.setUsers(readUsers(project));
      for (const row of ["Sign in as", ...userRows(cloud.users())]) console.line(row);
    } catch (error) {
      console.line(`error: ${explain(error)}`);
      console.line("The users stay as they were.");
    }
  }

  async function deploy(again: boolean): Promise<void> {
    const began = performance.now();
    warnings.changing();
    const outcome = await deployment.run(cloud.providers, signal);
    if (again) await cloud.retry();
    const problem = await Promise.race([whyNotReady(), aborted(signal)]);
    if (signal.aborted) return;
    warnings.standing(cloud.warnings());
    if ("failure" in outcome) return sayFailure(outcome.failure, outcome.steps);
    console.line(summaryLine(outcome.steps, performance.now() - began));
    if (problem !== undefined) console.line(`error: ${problem}\nThe save that mends it starts it again.`);
    sayAddresses(readyFrom(cloud, outcome.outputs));
  }

  /** Its first line: what an app said last is there already, as its output. undefined: all run. */
  async function whyNotReady(): Promise<string | undefined> {
    return cloud.ready().then(
      () => undefined,
      (error: unknown) => explain(error).split("\n")[0],
    );
  }

  function sayFailure(failure: unknown, steps: readonly Step[]): void {
    console.line(`error: ${explain(failure)}`);
    console.line(
      steps.some((step) => step.op !== "same" && step.type !== STACK_TYPE)
        ? "What was done until then stays. The next save goes on from there."
        : "Everything runs as before. The next save tries again.",
    );
  }

  /** Where nothing has moved there is nothing to say. */
  function sayAddresses(now: Ready): void {
    const before = addressRows(ready).join("\n");
    ready = now;
    const after = addressRows(ready).join("\n");
    if (after !== before) console.line(after);
  }

  return {
    ready: () => ready,
    async changed(files, again) {
      if (files.length === 0 && !again) return;
      console.line("");
      console.line(
        files.length > 0 ? changedLine(files.map((file) => relative(project, file))) : "Deploying again",
      );
      const defaults = files.includes(stackFile) ? whyDefaults(stackFile) : undefined;
      if (defaults !== undefined) console.line(defaults);
      if (files.includes(usersFile)) useUsers();
      if (again || files.some((file) => file !== usersFile)) await deploy(again);
    },
  };
}

const NAMED = 3;

/** "Changed: infra/index.ts, Pulumi.test.yaml" */
export function changedLine(files: readonly string[]): string {
  const more = files.length - NAMED;
  return `Changed: ${files.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
