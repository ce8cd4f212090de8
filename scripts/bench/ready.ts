import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { median, type Figure } from "./table.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const RUNS = 5;
const PORT = 8470;
const READY_GOAL_SECONDS = 3;
const MEMORY_GOAL_MB = 300;

/** `npm start` from its first instruction until everything answers, and what it then holds in memory. */
export async function measureReady(): Promise<readonly Figure[]> {
  const runs: Run[] = [];
  for (let run = 0; run <= RUNS; run++) runs.push(await oneRun());
  const counted = runs.slice(1); // the first one fills the disk cache
  const last = counted.at(-1);
  return [
    {
      name: "time to ready, as a whole process",
      value: seconds(median(counted.map((run) => run.wall))),
      goal: `under ${READY_GOAL_SECONDS} s`,
    },
    ...["runtime", "program", "handlers", "apps"].map((part) => ({
      name: `  of it ${part}`,
      value: seconds(median(counted.map((run) => run.parts[part] ?? Number.NaN))),
    })),
    ...(last?.memory ?? []).map((each) => ({
      name: `resident memory: ${each.name}`,
      value: `${each.mb.toFixed(0)} MB`,
    })),
    {
      name: "resident memory of all",
      value: `${median(counted.map((run) => sum(run.memory.map((each) => each.mb)))).toFixed(0)} MB`,
      goal: `under ${MEMORY_GOAL_MB} MB`,
    },
  ];
}

type Run = {
  /** seconds */
  readonly wall: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly memory: readonly { readonly name: string; readonly mb: number }[];
};

async function oneRun(): Promise<Run> {
  const since = performance.now();
  const child = spawn(process.execPath, ["local/start.js", "--json", "--port", String(PORT)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let progress = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (progress += text));
  const gone = once(child, "exit");
  const ended = gone.then(() => {
    throw new Error(`npm start ended before it was ready:\n${progress}`);
  });
  await Promise.race([once(child.stdout, "data"), ended]);
  ended.catch(() => {}); // it is told to end below
  const wall = (performance.now() - since) / 1000;
  const parts = Object.fromEntries(
    [...progress.matchAll(/(runtime|program|handlers|apps) ([\d.]+) s/g)].map((match) => [
      match[1],
      Number(match[2]),
    ]),
  );
  const memory = child.pid === undefined ? [] : residentMemory(child.pid);
  child.kill("SIGTERM");
  await gone;
  return { wall, parts, memory };
}

/** The process and its children. */
function residentMemory(root: number): Run["memory"] {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/).map(Number));
  let app = 0;
  return rows
    .filter(([pid, parent]) => pid === root || parent === root)
    .map(([pid, , kilobytes = Number.NaN]) => ({
      name: pid === root ? "local Azure" : `app ${++app}`,
      mb: kilobytes / 1024,
    }));
}

function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
