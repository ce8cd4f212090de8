import { once } from "node:events";
import { statSync } from "node:fs";
import { startCloud } from "../cloud/cloud.ts";
import { announcing } from "../provider/announce.ts";
import { callerDirectory } from "../provider/caller-directory.ts";
import type { Provider } from "../provider/provider.ts";
import { serveProvider, type ServedProvider } from "../provider/serve.ts";
import { createCloudNews } from "./cloud-news.ts";
import type { CloudCommandOptions } from "./cloud-options.ts";
import { cloudReadyJson, cloudReadyText } from "./cloud-ready.ts";
import { createConsole } from "./console.ts";
import { programDirectory } from "./program-directory.ts";
import type { Terminal } from "./start.ts";
import { UserError } from "./user-error.ts";
import { readUsers } from "./users-file.ts";
import { whenQuiet } from "./when-quiet.ts";

/** longer than the pauses within an update */
const QUIET_MS = 1500;

/** `npm run cloud`: local Azure, empty, and its providers for the Pulumi CLI, until `signal` says stop. */
export async function serveCloud(
  options: CloudCommandOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  refuseMissingFolder(options.cwd);
  const users = readUsers(options.cwd);
  const news = createCloudNews(createConsole(options.json ? terminal.stderr : terminal.stdout));
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
  const served: ServedProvider[] = [];
  try {
    const ports: Record<string, number> = {};
    for (const [index, provider] of cloud.providers.entries()) {
      const loud = announcing(provider, (change) => {
        news.change(change);
        quiet.touch();
      });
      const server = await serveNear(loud, options.port - cloud.providers.length + index);
      served.push(server);
      ports[provider.name] = server.port;
    }
    const ready = { ports, signIn: cloud.issuer, users: cloud.users() };
    terminal.stdout(options.json ? `${cloudReadyJson(ready)}\n` : `\n${cloudReadyText(ready)}\n\n`);
    if (!signal.aborted) await once(signal, "abort");
  } finally {
    quiet.stop();
    await Promise.all(served.map(async (server) => server.close()));
    await cloud.close();
  }
}

function refuseMissingFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new UserError(`--cwd '${path}' is not a folder`);
  }
}

/**
 * The same ports at every start, right before the sign-in service's, so that the pasted line outlives a restart; any
 * free port where that one is taken.
 */
async function serveNear(provider: Provider, port: number): Promise<ServedProvider> {
  if (port < 1) return serveProvider(provider, { directoryOf });
  return serveProvider(provider, { port, directoryOf }).catch(async () =>
    serveProvider(provider, { directoryOf }),
  );
}

async function directoryOf(peer: string): Promise<string | undefined> {
  const directory = await callerDirectory(peer);
  return directory === undefined ? undefined : programDirectory(directory);
}
