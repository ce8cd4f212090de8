import { existsSync } from "node:fs";
import { join } from "node:path";
import { browserUrl } from "../cloud/addresses.ts";
import { startCloud, type Cloud } from "../cloud/cloud.ts";
import { readProject } from "../engine/project.ts";
import { deploy } from "../engine/run.ts";
import { readStackConfig } from "../engine/stack-config.ts";
import { emptyState } from "../engine/state.ts";
import { maskSecrets, type Properties } from "../provider/values.ts";
import { createConsole } from "./console.ts";
import type { StartOptions } from "./start-options.ts";
import { breakdownLine, readyJson, readyText, type Ready } from "./ready.ts";
import { createTiming } from "./timing.ts";
import { refuseUnknownUpstreams } from "./upstreams.ts";
import { readUsers } from "./users-file.ts";

export type Terminal = {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
};

/** `npm start`: runs the program against local Azure and serves it until `signal` says stop. */
export async function start(options: StartOptions, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const console = createConsole(options.json ? terminal.stderr : terminal.stdout);
  const timing = createTiming();
  const project = readProject(options.cwd);
  const config = readStackConfig(project, options.stack, options.config);
  const users = readUsers(options.cwd);

  let deployed = false;
  const cloud = await startCloud({
    port: options.port,
    upstreams: options.upstreams,
    ...(users ? { users } : {}),
    onEvent(event) {
      // while the program runs, a site is not yet what it will be: warnings are for what stands at the end
      if (deployed || event.kind !== "warning") console.siteEvent(event);
    },
  });
  try {
    console.line(`Deploying ${project.name}, stack ${options.stack}, to local Azure`);
    const stackFile = `Pulumi.${options.stack}.yaml`;
    if (!existsSync(join(project.stackConfigDirectory, stackFile))) {
      console.line(`${stackFile} does not exist: every setting has its default`);
    }
    const { outputs } = await deploy({
      project,
      stack: options.stack,
      config,
      providers: cloud.providers,
      state: emptyState,
      preview: false,
      signal,
      onEvent(event) {
        timing.engineEvent(event);
        console.engineEvent(event);
      },
    });
    refuseUnknownUpstreams(options.upstreams, cloud.sites());
    const deployedAt = performance.now();
    deployed = true;
    for (const { site, message } of cloud.warnings()) console.siteEvent({ site, kind: "warning", message });
    await Promise.race([cloud.ready(), aborted(signal)]);
    if (signal.aborted) return;

    const ready = readyFrom(cloud, outputs);
    console.line("");
    console.line(breakdownLine(timing.breakdown(deployedAt, performance.now())));
    if (options.json) terminal.stdout(`${readyJson(ready)}\n`);
    else terminal.stdout(`\n${readyText(ready)}\n\n`);
    await aborted(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await cloud.close();
  }
}

function readyFrom(cloud: Cloud, outputs: Properties): Ready {
  function siteAt(output: string): string | null {
    const declared = outputs[output];
    return typeof declared === "string" ? cloud.browserAddress(declared) : null;
  }
  return {
    frontend: siteAt("frontendUrl"),
    backend: siteAt("backendUrl"),
    signIn: cloud.issuer,
    sites: Object.fromEntries(cloud.sites().map((site) => [site.name, browserUrl(site)])),
    users: cloud.users(),
    outputs: maskSecrets(outputs) as Properties,
  };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
