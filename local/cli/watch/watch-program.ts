import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Project } from "../../engine/project.ts";
import { counts, isWithin } from "./counts.ts";
import { parseGitignore } from "./gitignore.ts";
import { watchProject, type ProjectWatcher, type WatchOptions } from "./project-watcher.ts";

/** local Azure itself: no program is made of it */
const OURS = resolve(import.meta.dirname, "../..");

/** Watches what a program may be made of: its project's folder, and its own where that lies elsewhere. */
export function watchProgram(
  project: Project,
  stack: string,
  on: Pick<WatchOptions, "onTouched" | "onProblem">,
): ProjectWatcher {
  const gitignore = join(project.directory, ".gitignore");
  const rules = {
    project: project.directory,
    program: project.programDirectory,
    stack,
    ignored: parseGitignore(existsSync(gitignore) ? readFileSync(gitignore, "utf8") : ""),
    foreign: [OURS],
  };
  const elsewhere = [project.programDirectory, project.stackConfigDirectory].filter(
    (folder) => !isWithin(project.directory, folder),
  );
  return watchProject({
    folders: [project.directory, ...new Set(elsewhere)],
    counts: (path, isFolder) => counts(path, isFolder, rules),
    ...on,
  });
}
