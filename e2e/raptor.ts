import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { freePortRow } from "../local/cloud/testing/free-port-row.ts";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What `npm start -- --json` prints when it is ready. */
export type ReadyLine = {
  readonly frontend: string | null;
  readonly backend: string | null;
  readonly signIn: string;
  readonly sites: Readonly<Record<string, string>>;
  readonly users: readonly { readonly displayName: string; readonly userPrincipalName: string }[];
  readonly outputs: Readonly<Record<string, unknown>>;
};

/** The command line, started and ready. */
export type CommandLine = {
  readonly process: ChildProcess;
  /** everything it printed so far */
  readonly printed: () => Printed;
  /** Resolves with the exit code and how long it took, in milliseconds. */
  stop(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly took: number }>;
};

export type Raptor = CommandLine & { readonly ready: ReadyLine };

export type Ended = Printed & { readonly code: number | null };

type Printed = { readonly stdout: string; readonly stderr: string };

/**
 * Starts the command line as `npm start` does, from outside, and waits for its ready line. Follows edits only where it
 * is told to, so that nobody who works on the project while the tests run disturbs them.
 */
export async function startRaptor(args: readonly string[] = []): Promise<Raptor> {
  const port = await freePortRow(6);
  const { line, ...started } = await startCommandLine([
    "--json",
    "--no-watch",
    "--port",
    String(port),
    ...args,
  ]);
  return { ...started, ready: JSON.parse(line) as ReadyLine };
}

/** Runs the command line until it ends by itself. */
export async function runRaptor(args: readonly string[]): Promise<Ended> {
  return spawnRaptor(args).ended;
}

/** Starts the command line and waits for the first `line` that it prints. */
export async function startCommandLine(
  args: readonly string[],
): Promise<CommandLine & { readonly line: string }> {
  const { child, output, ended } = spawnRaptor(args);
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const end = output.stdout.indexOf("\n");
      if (end >= 0) resolve(output.stdout.slice(0, end));
    });
    void ended.then(({ code, stdout, stderr }) =>
      reject(new Error(`ended with ${code} before it was ready:\n${stdout}\n${stderr}`)),
    );
  });
  return {
    line,
    process: child,
    printed: () => ({ ...output }),
    async stop(signal = "SIGTERM") {
      const since = performance.now();
      child.kill(signal);
      const { code } = await ended;
      return { code, took: performance.now() - since };
    },
  };
}

function spawnRaptor(args: readonly string[]) {
  const child = spawn(process.execPath, ["local/start.js", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const ended = once(child, "close").then(([code]): Ended => ({ code: code as number | null, ...output }));
  return { child, output, ended };
}

/** A site's address for Node, which does not resolve `*.localhost` on every system. */
export function fromNode(url: string): string {
  const { port, pathname, search } = new URL(url);
  return `http://127.0.0.1:${port}${pathname === "/" ? "" : pathname}${search}`;
}
