import { cp, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { withRootImports } from "./root-imports.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** The program alone, in a folder of its own; `change` is applied to each of its modules. */
export async function writeVariant(folder: string, change: (source: string) => string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of ["infra", "apps", "package.json", "tsconfig.json", "Pulumi.yaml", "Pulumi.test.yaml"]) {
    await cp(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/\.test\.ts$|infra\/(testing|rules)$/.test(path),
    });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const tsconfig = JSON.stringify({ extends: "./tsconfig.json", include: ["infra"] });
  await writeFile(join(folder, "tsconfig.infra.json"), tsconfig);
  for (const file of await readdir(join(folder, "infra"), { recursive: true })) {
    if (!file.endsWith(".ts")) continue;
    const path = join(folder, "infra", file);
    await writeFile(path, change(await readFile(path, "utf8")));
  }
  return folder;
}

export const VARIANTS = [
  { name: "single-class imports", change: (source: string) => source },
  { name: "root imports", change: withRootImports },
] as const;
