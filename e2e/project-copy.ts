import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./raptor.ts";

/** This project in a folder of its own, to be edited. */
export type ProjectCopy = {
  readonly folder: string;
  /** Saves a file with what `change` makes of it. `path`: "apps/backend/server.ts" */
  edit(path: string, change: (text: string) => string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  delete(path: string): Promise<void>;
  remove(): Promise<void>;
};

const PARTS = ["infra", "apps", "package.json", ".gitignore", "Pulumi.yaml", "Pulumi.test.yaml"];

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "raptor-copy-"));
  for (const part of PARTS) await cp(join(ROOT, part), join(folder, part), { recursive: true });
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    async edit(path, change) {
      const before = await readFile(join(folder, path), "utf8");
      const after = change(before);
      if (after === before) throw new Error(`the edit changes nothing in ${path}`);
      await writeFile(join(folder, path), after);
    },
    write: async (path, text) => writeFile(join(folder, path), text),
    delete: async (path) => rm(join(folder, path)),
    remove: async () => rm(folder, { recursive: true, force: true }),
  };
}
