import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readProject } from "../engine/project.ts";

/**
 * Where the program of a Pulumi CLI runs that was started in `directory`: the CLI looks for Pulumi.yaml there and above,
 * and the program runs in the folder of its `main`. The directory itself where there is no project that can be read.
 */
export function programDirectory(directory: string): string {
  const root = projectRoot(directory);
  if (root === undefined) return directory;
  try {
    return readProject(root).programDirectory;
  } catch {
    return directory;
  }
}

function projectRoot(directory: string): string | undefined {
  if (["Pulumi.yaml", "Pulumi.yml"].some((name) => existsSync(join(directory, name)))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : projectRoot(parent);
}
