import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

/** The one line for a machine without a CLI. */
export const NO_PULUMI =
  "There is no Pulumi CLI: no `pulumi` on PATH, and none that `npx pulumi` has downloaded. " +
  "`npx pulumi version` downloads one; then run `npm run test:pulumi` again.";

/**
 * Path of the Pulumi CLI: the one on PATH, else the one that `npx pulumi` downloaded. What npm puts on PATH first is the
 * downloader itself, and does not count. undefined: there is none. contract: pulumi 4.1
 */
export function findPulumi(
  env: Readonly<Record<string, string | undefined>>,
  isExecutable: (path: string) => boolean = canExecute,
): string | undefined {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const { version } = createRequire(import.meta.url)("pulumi/package.json") as { version: string };
  const home = env["PULUMI_HOME"] ?? join(env["HOME"] ?? "", ".pulumi");
  const downloaded = join(home, "versions", env["PULUMI_VERSION"] ?? version, "bin");
  return [...folders, downloaded].map((folder) => join(folder, "pulumi")).find(isExecutable);
}

function canExecute(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
