import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test as base } from "vitest";
import { programDirectory } from "./program-directory.ts";

const test = base.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of other fixtures from this parameter
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "project-"));
    await mkdir(join(folder, "infra", "deep"), { recursive: true });
    await writeFile(join(folder, "infra", "main.js"), "");
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

describe("the program's directory", () => {
  test("is the folder of the project's main, wherever in the project the CLI was started", async ({
    folder,
    expect,
  }) => {
    const yaml =
      "name: it\nruntime:\n  name: nodejs\n  options:\n    typescript: false\nmain: infra/main.js\n";
    await writeFile(join(folder, "Pulumi.yaml"), yaml);
    for (const started of [folder, join(folder, "infra"), join(folder, "infra", "deep")]) {
      expect(programDirectory(started)).toBe(join(folder, "infra"));
    }
  });

  test("is where the CLI was started when there is no project, or one for another runtime", async ({
    folder,
    expect,
  }) => {
    expect(programDirectory(folder)).toBe(folder);
    await writeFile(join(folder, "Pulumi.yaml"), "name: [");
    expect(programDirectory(folder)).toBe(folder);
  });
});
