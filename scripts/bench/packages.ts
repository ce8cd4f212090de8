import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { bundle } from "../../infra/packages/bundle.ts";
import { zip } from "../../infra/packages/zip.ts";
import { freePort } from "../../local/appservice/host/free-port.ts";
import { median, type Figure } from "./table.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const RUNS = 15;
const SIZE_GOAL_MB = 0.32;
const START_GOAL = 1.3;

/** Size of each package, and its time from start to first answer beside the smallest Express bundle. */
export async function measurePackages(): Promise<readonly Figure[]> {
  const bundles = await bundle({
    root: ROOT,
    entryPoints: {
      frontend: "apps/frontend/server.ts",
      backend: "apps/backend/server.ts",
      floor: "scripts/bench/smallest-express-app.ts",
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "raptor-bench-"));
  try {
    for (const [name, code] of bundles) await writeFile(join(folder, `${name}.cjs`), code);
    const figures: Figure[] = [];
    for (const app of ["frontend", "backend"] as const) {
      const bytes = zip({ "server.cjs": bundles.get(app) ?? new Uint8Array() }).length;
      figures.push({
        name: `${app}: size of the package`,
        value: `${(bytes / 1e6).toFixed(3)} MB`,
        goal: `at most ${SIZE_GOAL_MB} MB`,
      });
      figures.push(...(await compareStart(app, join(folder, `${app}.cjs`), join(folder, "floor.cjs"))));
    }
    return figures;
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compareStart(app: string, file: string, floor: string): Promise<readonly Figure[]> {
  await firstAnswer(file);
  await firstAnswer(floor);
  const ours: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    ours.push(await firstAnswer(file));
    floors.push(await firstAnswer(floor));
  }
  const ratio = median(ours) / median(floors);
  return [
    { name: `${app}: start to first answer`, value: `${median(ours).toFixed(0)} ms` },
    { name: `  smallest Express bundle, in turn`, value: `${median(floors).toFixed(0)} ms` },
    { name: `  ratio`, value: `${ratio.toFixed(2)}x`, goal: `at most ${START_GOAL}x` },
  ];
}

/** Milliseconds from starting the process to its first answer. */
async function firstAnswer(file: string): Promise<number> {
  const port = await freePort();
  const since = performance.now();
  const child = spawn(process.execPath, [file], {
    stdio: "ignore",
    env: {
      PATH: process.env["PATH"],
      PORT: String(port),
      BACKEND_URL: "http://127.0.0.1:9",
      WEBSITE_AUTH_ENABLED: "True",
    },
  });
  const gone = once(child, "exit");
  try {
    while (performance.now() - since < 10_000) {
      const answered = await fetch(`http://127.0.0.1:${port}/healthz`).then(
        async (response) => (await response.arrayBuffer(), response.ok),
        () => false,
      );
      if (answered) return performance.now() - since;
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    throw new Error(`${file} did not answer within 10 seconds`);
  } finally {
    child.kill("SIGKILL");
    await gone;
  }
}
