/**
 * What single-class imports of the Azure SDKs save against root imports, on this very program: type check, and from
 * the start of the program to its last registration. `npm run bench:imports`
 * Medians; the two sides run in turn, so that a machine that slows down or speeds up meets both alike.
 */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { startCloud } from "../local/cloud/cloud.ts";
import { readProject } from "../local/engine/project.ts";
import { deploy } from "../local/engine/run.ts";
import { readStackConfig } from "../local/engine/stack-config.ts";
import { emptyState } from "../local/engine/state.ts";
import type { Provider } from "../local/provider/provider.ts";
import { median } from "./bench/table.ts";
import { VARIANTS, writeVariant } from "./imports/variant.ts";

const TYPE_CHECKS = 3;
const RUNS = 7;
const TSC = join(import.meta.dirname, "..", "node_modules", "typescript", "bin", "tsc");

type TypeCheck = { readonly files: number; readonly megabytes: number; readonly seconds: number };

async function typeCheck(folder: string): Promise<TypeCheck> {
  const options = ["--project", join(folder, "tsconfig.infra.json"), "--extendedDiagnostics"];
  const { stdout } = await promisify(execFile)(process.execPath, [TSC, ...options]);
  const figure = (label: string) => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(stdout)?.[1]);
  return {
    files: figure("Files"),
    megabytes: figure("Memory used") / 1000,
    seconds: figure("Total time"),
  };
}

/** Milliseconds from the start of the program's process to the last answer to a registration, in a preview. */
async function lastRegistration(folder: string, providers: readonly Provider[]): Promise<number> {
  const project = readProject(folder);
  const start = performance.now();
  let last = start;
  await deploy({
    project,
    stack: "test",
    config: readStackConfig(project, "test", {}),
    providers,
    state: emptyState,
    preview: true,
    onEvent: (event) => {
      if (event.kind === "step-finished") last = performance.now();
    },
  });
  return last - start;
}

const scratch = await mkdtemp(join(tmpdir(), "imports-bench-"));
const cloud = await startCloud({ port: 18_400, onEvent: () => undefined });
try {
  const sides = await Promise.all(
    VARIANTS.map(async ({ name, change }, index) => ({
      name,
      folder: await writeVariant(join(scratch, `${index}`), change),
      checks: [] as TypeCheck[],
      runs: [] as number[],
    })),
  );
  for (let round = 0; round < TYPE_CHECKS; round++) {
    for (const side of sides) side.checks.push(await typeCheck(side.folder));
  }
  for (let round = 0; round < RUNS; round++) {
    for (const side of sides) side.runs.push(await lastRegistration(side.folder, cloud.providers));
  }
  const rows = sides.map(({ name, checks, runs }) => [
    name,
    `${median(checks.map(({ files }) => files))}`,
    `${median(checks.map(({ seconds }) => seconds)).toFixed(1)} s`,
    `${median(checks.map(({ megabytes }) => megabytes)).toFixed(0)} MB`,
    `${median(runs).toFixed(0)} ms`,
  ]);
  const head = ["", "files", "type check", "memory", "last registration"];
  for (const row of [head, ...rows]) {
    process.stdout.write(
      `${row.map((cell, column) => (column === 0 ? cell.padEnd(22) : cell.padStart(18))).join("")}\n`,
    );
  }
} finally {
  await cloud.close();
  await rm(scratch, { recursive: true });
}
