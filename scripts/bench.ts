/**
 * `npm run bench`: the figures this project holds itself to, each beside its goal, measured in one run.
 * Times are medians of several runs; a comparison runs its two sides in turn, so that a machine that slows down or
 * speeds up meets both alike.
 */
import process from "node:process";
import { measureEdits } from "./bench/edit.ts";
import { measurePackages } from "./bench/packages.ts";
import { measureReady } from "./bench/ready.ts";
import { table, type Figure } from "./bench/table.ts";

const figures: readonly Figure[] = [
  ...(await measureReady()),
  ...(await measureEdits()),
  ...(await measurePackages()),
];
process.stdout.write(`${table(figures)}\n`);
