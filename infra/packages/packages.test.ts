import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { unzipSync } from "fflate";
import { describe, it as base } from "vitest";
import { buildPackages } from "./packages.ts";

/** A folder with one app, in a fresh place each time. */
// oxlint-disable-next-line no-empty-pattern -- vitest reads a fixture's needs off the pattern; this one has none
const it = base.extend("folder", async ({}, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), "packages-"));
  onCleanup(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "app"));
  await writeFile(join(folder, "app", "greeting.ts"), "export const greeting: string = 'hello';");
  await writeFile(
    join(folder, "app", "server.ts"),
    "import { greeting } from './greeting.ts';\nif (process.env.NODE_ENV === 'production') console.log(greeting);\n",
  );
  return folder;
});

async function build(root: string) {
  return (await buildPackages({ entryPoints: { app: "app/server.ts" }, root })).app;
}

async function serverOf(path: string): Promise<string> {
  const files = unzipSync(await readFile(path));
  return new TextDecoder().decode(files["server.cjs"]);
}

describe("a package", () => {
  it("holds the app and all it imports in one file", async ({ expect, folder }) => {
    const { path } = await build(folder);
    expect(Object.keys(unzipSync(await readFile(path)))).toEqual(["server.cjs"]);
    expect(await serverOf(path)).toContain("hello");
  });

  it("has a name that stands for its content", async ({ expect, folder }) => {
    const first = await build(folder);
    expect(first.fileName).toMatch(/^app-[0-9a-f]{16}\.zip$/);
    expect(basename(first.path)).toBe(first.fileName);
    expect(await build(folder)).toEqual(first);
    await writeFile(join(folder, "app", "greeting.ts"), "export const greeting = 'good day';");
    expect((await build(folder)).fileName).not.toBe(first.fileName);
  });

  it("is the same whatever the folder it was built in", async ({ expect, folder }) => {
    const { fileName, path } = await build(folder);
    const other = join(folder, "elsewhere");
    await mkdir(join(other, "app"), { recursive: true });
    for (const file of ["greeting.ts", "server.ts"]) {
      await writeFile(join(other, "app", file), await readFile(join(folder, "app", file)));
    }
    expect((await build(other)).fileName).toBe(fileName);
    expect(await serverOf(path)).not.toContain(folder);
  });

  it("is the same wherever a linked node_modules lies", async ({ expect, folder }) => {
    const library = join(folder, "libraries", "polite");
    await mkdir(library, { recursive: true });
    await writeFile(join(library, "index.js"), "exports.greeting = 'hello';\n");
    await writeFile(join(folder, "app", "server.ts"), "import 'polite';\n");
    await symlink(join(folder, "libraries"), join(folder, "node_modules"));
    const server = await serverOf((await build(folder)).path);
    expect(server).toContain("hello");
    expect(server).not.toContain("libraries");
  });

  it("keeps the lines of its sources, under the name of their file, so that a crash can be found", async ({
    expect,
    folder,
  }) => {
    await writeFile(join(folder, "app", "server.ts"), "throw new Error('boom');\nconsole.log(1);\n");
    const lines = (await serverOf((await build(folder)).path)).split("\n");
    const crash = lines.findIndex((line) => line.includes("boom"));
    expect(lines[crash]).toBe('throw new Error("boom");');
    expect(lines.slice(0, crash)).toContain("// app/server.ts");
  });

  it("leaves nothing unfinished beside it", async ({ expect, folder }) => {
    const { path, fileName } = await build(folder);
    expect(await readdir(dirname(path))).toEqual([fileName]);
  });

  it("runs the way it runs in production", async ({ expect, folder }) => {
    expect(await serverOf((await build(folder)).path)).not.toContain("NODE_ENV");
  });

  it("that cannot be made says where, for every mistake, and shows no stack", async ({ expect, folder }) => {
    await writeFile(join(folder, "app", "server.ts"), "import 'no-such-package';\nimport './missing.ts';\n");
    const error: unknown = await build(folder).catch((reason: unknown) => reason);
    expect(RunError.isInstance(error)).toBe(true);
    expect(String(error)).toContain('app/server.ts:1:8: Could not resolve "no-such-package"');
    expect(String(error)).toContain('app/server.ts:2:8: Could not resolve "./missing.ts"');
  });

  it("with a mistake in its code says where", async ({ expect, folder }) => {
    await writeFile(join(folder, "app", "greeting.ts"), "export const greeting = ;\n");
    await expect(build(folder)).rejects.toThrow('app/greeting.ts:1:25: Unexpected ";"');
  });
});
