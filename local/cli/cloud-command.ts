import { statSync } from "node:fs";
import { startCloud } from "../cloud/cloud.ts";
import { callerDirectory } from "../provider/caller-directory.ts";
import { announcing, type Announcement } from "../provider/announce.ts";
import { nameOf, typeOf, type Provider } from "../provider/provider.ts";
import { serveProvider, type ServedProvider } from "../provider/serve.ts";
import type { CloudCommandOptions } from "./cloud-options.ts";
import { cloudReadyJson, cloudReadyText } from "./cloud-ready.ts";
import { createConsole, type Console } from "./console.ts";
import { doorLine } from "./door-line.ts";
import type { Terminal } from "./start.ts";
import { stepLines } from "./step-line.ts";
import { programDirectory } from "./program-directory.ts";
import { UserError } from "./user-error.ts";
import { readUsers } from "./users-file.ts";

/** `npm run cloud`: local Azure, empty, and its providers for the Pulumi CLI, until `signal` says stop. */
export async function serveCloud(
  options: CloudCommandOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const console = createConsole(options.json ? terminal.stderr : terminal.stdout);
  refuseMissingFolder(options.cwd);
  const users = readUsers(options.cwd);
  const cloud = await startCloud({
    port: options.port,
    upstreams: options.upstreams,
    ...(users ? { users } : {}),
    // where the system does not tell in which directory a CLI runs
    programDirectories: [programDirectory(options.cwd)],
    onEvent: (event) => console.siteEvent(event),
    onDoor: (event) => console.line(doorLine(event)),
  });
  const served: ServedProvider[] = [];
  try {
    const ports: Record<string, number> = {};
    for (const [index, provider] of cloud.providers.entries()) {
      const loud = announcing(provider, (change) => say(console, change));
      const server = await serveNear(loud, options.port - cloud.providers.length + index);
      served.push(server);
      ports[provider.name] = server.port;
    }
    const ready = { ports, signIn: cloud.issuer, users: cloud.users() };
    terminal.stdout(options.json ? `${cloudReadyJson(ready)}\n` : `\n${cloudReadyText(ready)}\n\n`);
    await aborted(signal);
  } finally {
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

function say(console: Console, { op, urn, duration }: Announcement): void {
  const step = { op, urn, type: typeOf(urn), name: nameOf(urn), changes: [], duration };
  for (const line of stepLines(step)) console.line(`[${stackOf(urn)}] ${line}`);
}

/** "raptor/local" of urn:pulumi:local::raptor::… */
function stackOf(urn: string): string {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return `${project}/${stack}`;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
