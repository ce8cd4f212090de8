import { once } from "node:events";
import { statSync } from "node:fs";
import { startCloud } from "../cloud/cloud.ts";
import { createCloudNews } from "./cloud-news.ts";
import type { CommonOptions } from "./flags.ts";
import { cloudReadyJson, cloudReadyText } from "./cloud-ready.ts";
import { createConsole } from "./console.ts";
import { programDirectory } from "./program-directory.ts";
import { serveProviders, type ServedProviders } from "./serve-providers.ts";
import type { Terminal } from "./start.ts";
import { NOT_ENFORCED } from "./not-enforced.ts";
import { UserError } from "./user-error.ts";
import { readUsers } from "./users-file.ts";
import { whenQuiet } from "./when-quiet.ts";

/** longer than the pauses within an update */
const QUIET_MS = 1500;

/** `npm run cloud`: local Azure, empty, and its providers for the Pulumi CLI, until `signal` says stop. */
export async function serveCloud(
  options: CommonOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  refuseMissingFolder(options.cwd);
  const users = readUsers(options.cwd);
  const console = createConsole(options.json ? terminal.stderr : terminal.stdout);
  const news = createCloudNews(console);
  const quiet = whenQuiet(QUIET_MS, () => news.warnings(cloud.warnings()));
  const cloud = await startCloud({
    port: options.port,
    upstreams: options.upstreams,
    ...(users ? { users } : {}),
    // where the system does not tell in which directory a CLI runs
    programDirectories: [programDirectory(options.cwd)],
    onEvent: (event) => news.site(event),
    onDoor: (event) => news.door(event),
  });
  let served: ServedProviders | undefined;
  try {
    served = await serveProviders(cloud.providers, {
      // the same at every start, so that the pasted line outlives a restart
      port: options.port - cloud.providers.length,
      onChange(change) {
        news.change(change);
        quiet.touch();
      },
    });
    console.line(NOT_ENFORCED);
    const ready = { ports: served.ports, signIn: cloud.issuer, users: cloud.users() };
    terminal.stdout(options.json ? `${cloudReadyJson(ready)}\n` : `\n${cloudReadyText(ready)}\n\n`);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    quiet.stop();
    await served?.close();
    await cloud.close();
  }
}

function refuseMissingFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`--cwd '${path}' is not a folder`);
  }
}
