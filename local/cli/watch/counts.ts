import { basename, isAbsolute, relative, sep } from "node:path";
import type { Ignores } from "./gitignore.ts";

export type CountingOptions = {
  /** of Pulumi.yaml, absolute */
  readonly project: string;
  /** of `main`, absolute: watched even where git ignores it, because compiled programs live there */
  readonly program: string;
  readonly stack: string;
  /** of the project's .gitignore */
  readonly ignored: Ignores;
  /** absolute: what is no part of any program */
  readonly foreign: readonly string[];
};

/**
 * Whether a change of this file, or of anything in this folder, can change what the program declares. Everything in
 * the project can, because a program may bundle, read or upload any of it, except what is listed here.
 */
export function counts(path: string, isFolder: boolean, options: CountingOptions): boolean {
  const name = basename(path);
  if (name === "node_modules" || name.startsWith(".")) return false;
  if (options.foreign.includes(path)) return false;
  // before tests are sorted out: a stack may be called "test"
  const stack = /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1];
  if (stack !== undefined) return stack === options.stack;
  if (/\.(?:test|spec)\.\w+$/.test(name)) return false;
  if (isWithin(options.program, path) || isWithin(path, options.program)) return true;
  return !options.ignored(relative(options.project, path).replaceAll(sep, "/"), isFolder);
}

export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
