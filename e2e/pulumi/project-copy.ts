import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../raptor.ts";

/** The project in a folder of its own, for the CLI to write to and for edits. */
export type ProjectCopy = {
  readonly folder: string;
  /** Replaces a text that stands in the file exactly once. */
  edit(file: string, from: string, to: string): Promise<void>;
  remove(): Promise<void>;
};

export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), "raptor-pulumi-"));
  for (const name of ["infra", "apps", "package.json", "Pulumi.yaml"]) {
    await cp(join(ROOT, name), join(folder, name), { recursive: true });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    async edit(file, from, to) {
      const path = join(folder, file);
      const parts = (await readFile(path, "utf8")).split(from);
      if (parts.length !== 2) throw new Error(`'${from}' stands ${parts.length - 1} times in ${file}`);
      await writeFile(path, parts.join(to));
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
