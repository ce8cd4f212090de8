import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import type { Project } from "../engine/project.ts";

/** absolute, whether it exists or not */
export function stackFileOf(project: Project, stack: string): string {
  return join(project.stackConfigDirectory, `Pulumi.${stack}.yaml`);
}

/** What a stack without a file runs with, in words; undefined: it has one. */
export function whyDefaults(stackFile: string): string | undefined {
  return existsSync(stackFile)
    ? undefined
    : `${basename(stackFile)} does not exist: every setting has its default`;
}
