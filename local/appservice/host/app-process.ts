import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { AppPlan } from "./app-plan.ts";
import { processEnvironment } from "./environment.ts";
import { freePort } from "./free-port.ts";
import { unpack } from "./unpack.ts";

const PRELOAD = fileURLToPath(new URL("preload.cjs", import.meta.url));
/** Time between SIGTERM and SIGKILL. */
const GRACE_MS = 3000;
/** Azure waits 230 s for a container; nobody does locally. */
const START_LIMIT_MS = 30_000;
const LAST_LINES = 20;
const LONGEST_LINE = 200;

/** One run of an app. */
export type AppProcess = {
  readonly url: string;
  readonly pid: number | undefined;
  /** Resolves when it listens; rejects with a sentence and its last lines of stderr when it dies before. */
  readonly started: Promise<void>;
  /** Resolves when it is gone, with how it ended. */
  readonly exited: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Unpacks the package into a private folder and starts its command there. Throws PackageProblem. */
export async function startAppProcess(
  site: string,
  plan: AppPlan,
  onLine: (line: string) => void,
): Promise<AppProcess> {
  // mkdtemp makes it 0700
  const folder = await mkdtemp(join(tmpdir(), "raptor-site-"));
  try {
    const paths = { root: join(folder, "wwwroot"), home: join(folder, "home"), temp: join(folder, "tmp") };
    const [port] = await Promise.all([
      freePort(),
      unpack(plan.zip, paths.root),
      mkdir(paths.home),
      mkdir(paths.temp),
    ]);
    return run(site, plan, { ...paths, folder, port }, onLine);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

type Place = {
  readonly root: string;
  readonly home: string;
  readonly temp: string;
  readonly folder: string;
  readonly port: number;
};

function run(site: string, plan: AppPlan, place: Place, onLine: (line: string) => void): AppProcess {
  const [program = "", ...args] = plan.words;
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd: place.root,
    env: processEnvironment(plan.environment, place.port, {
      path: process.env["PATH"] ?? "",
      folder: place.folder,
      home: place.home,
      temp: place.temp,
      preload: PRELOAD,
    }),
    // the fourth is the lifeline of preload.cjs; a group of its own can be stopped as a whole
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  const lastLines: string[] = [];
  forEachLine(child.stdout, onLine);
  forEachLine(child.stderr, (line) => {
    onLine(line);
    if (line.trim() === "") return;
    // Node quotes the line that threw, which in a minified bundle is all of it
    lastLines.push(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);
    if (lastLines.length > LAST_LINES) lastLines.shift();
  });
  // the pipe breaks when the app dies; that is told by its exit
  child.stdio[3]?.on("error", () => {});

  const ended = new AbortController();
  const exited = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(whyNotSpawned(plan.words, error)));
    // what the app started ends with it, and so does its hold on the output
    child.once("exit", () => signalGroup(child, "SIGKILL"));
    // "close" comes after the last line of output
    child.once("close", (code, signal) =>
      resolve(signal ? `was ended by ${signal}` : `ended with exit code ${code}`),
    );
  }).then(async (how) => {
    ended.abort();
    await rm(place.folder, { recursive: true, force: true });
    return how;
  });

  async function start(): Promise<void> {
    if (await listening(place.port, ended.signal)) return;
    if (!ended.signal.aborted) {
      throw new Error(
        `The app of ${site} does not listen on port ${place.port} after ${START_LIMIT_MS / 1000} s. It has to listen on the port in the environment variable PORT.`,
      );
    }
    const said = lastLines.length > 0 ? `\nIts last words:\n${lastLines.join("\n")}` : "";
    throw new Error(`The app of ${site} ${await exited} before it answered.${said}`);
  }

  const started = start();
  started.catch(() => {});
  return {
    url: `http://127.0.0.1:${place.port}`,
    pid: child.pid,
    started,
    exited,
    stop: () => stop(child, exited),
  };
}

/** true when something accepts connections on the port; false when time is up or the app has ended. */
async function listening(port: number, ended: AbortSignal): Promise<boolean> {
  const until = Date.now() + START_LIMIT_MS;
  while (!ended.aborted && Date.now() < until) {
    if (await accepts(port)) return !ended.aborted;
    await sleep(10);
  }
  return false;
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
  await exited;
  clearTimeout(timer);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}

function forEachLine(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  if (stream) createInterface({ input: stream, crlfDelay: Infinity }).on("line", onLine);
}

function whyNotSpawned(words: readonly string[], error: NodeJS.ErrnoException): string {
  return error.code === "ENOENT"
    ? `was not started: there is no program '${words[0]}' (appCommandLine)`
    : `was not started: ${error.message}`;
}
