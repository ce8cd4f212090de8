import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test as base } from "vitest";
import { readProject } from "./project.ts";
import { readStackConfig } from "./stack-config.ts";

const test = base.extend<{ folder: string; write: (name: string, text: string) => Promise<void> }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of other fixtures from this parameter
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "project-"));
    await mkdir(join(folder, "infra"));
    await writeFile(join(folder, "infra", "index.ts"), "");
    await use(folder);
    await rm(folder, { recursive: true });
  },
  write: async ({ folder }, use) => use((name, text) => writeFile(join(folder, name), text)),
});

const MINIMAL = "name: shop\nruntime: nodejs\n";

describe("Pulumi.yaml", () => {
  test("with the least it may say", async ({ folder, write, expect }) => {
    await write("Pulumi.yaml", MINIMAL);
    expect(readProject(folder)).toEqual({
      name: "shop",
      directory: folder,
      programDirectory: folder,
      entryPoint: ".",
      typescript: true,
      tsconfig: undefined,
      nodeArgs: [],
      stackConfigDirectory: folder,
      config: [],
    });
  });

  test("with everything this engine reads", async ({ folder, write, expect }) => {
    await write(
      "Pulumi.yaml",
      `name: shop
main: infra/index.ts
stackConfigDir: stacks
runtime:
  name: nodejs
  options: { typescript: false, tsconfig: tsconfig.json, nodeargs: '--title="a b" --no-warnings' }
config:
  size: 3
  other:key: { value: text }
  place: { type: string, default: here }
  needed: { type: integer }
`,
    );
    expect(readProject(folder)).toEqual({
      name: "shop",
      directory: folder,
      programDirectory: join(folder, "infra"),
      entryPoint: "index.ts",
      typescript: false,
      tsconfig: "tsconfig.json",
      nodeArgs: ["--title=a b", "--no-warnings"],
      stackConfigDirectory: join(folder, "stacks"),
      config: [
        { key: "shop:size", type: undefined, default: "3" },
        { key: "other:key", type: undefined, default: "text" },
        { key: "shop:place", type: "string", default: "here" },
        { key: "shop:needed", type: "integer", default: undefined },
      ],
    });
  });

  test("takes the folder of main as the program's", async ({ folder, write, expect }) => {
    await write("Pulumi.yaml", `${MINIMAL}main: infra`);
    expect(readProject(folder)).toMatchObject({ programDirectory: join(folder, "infra"), entryPoint: "." });
  });

  test.for([
    ["runtime: nodejs\n", "Pulumi.yaml:1: the project has no name"],
    ["name: shop\nruntime: python\n", "Pulumi.yaml:2: the runtime is python; only nodejs programs run here"],
    ["name: shop\n", "the runtime is not given"],
    [`${MINIMAL}main: gone.ts\n`, "Pulumi.yaml:3: main: gone.ts does not exist"],
    [
      "name: shop\nruntime: { name: nodejs, options: { typescript: maybe } }",
      'typescript is "maybe"; allowed are',
    ],
    ["name: [shop\n", "Pulumi.yaml:"],
    ["- shop\n", "Pulumi.yaml:1: expected a mapping"],
  ] as const)("is refused when it says %j", async ([text, message], { folder, write, expect }) => {
    await write("Pulumi.yaml", text);
    expect(() => readProject(folder)).toThrow(message);
  });

  test("has to be there", ({ folder, expect }) => {
    expect(() => readProject(folder)).toThrow(`there is no Pulumi.yaml in ${folder}`);
  });
});

describe("Pulumi.<stack>.yaml", () => {
  test("gives values as they are written, and objects as JSON", async ({ folder, write, expect }) => {
    await write("Pulumi.yaml", MINIMAL);
    await write(
      "Pulumi.dev.yaml",
      `encryptionsalt: v1:abc
config:
  shop:count: 010
  shop:flag: true
  shop:version: 1.10
  shop:list: [1, two]
  shop:tags: { a: b }
  azure-native:location: eastus2
`,
    );
    expect(readStackConfig(readProject(folder), "dev", {})).toEqual({
      secretKeys: [],
      values: {
        "shop:count": "010",
        "shop:flag": "true",
        "shop:version": "1.10",
        "shop:list": '[1,"two"]',
        "shop:tags": '{"a":"b"}',
        "azure-native:location": "eastus2",
      },
    });
  });

  test("goes over the project's defaults, and the command line over both", async ({
    folder,
    write,
    expect,
  }) => {
    await write("Pulumi.yaml", `${MINIMAL}config: { a: project, b: project, c: project }`);
    await write("Pulumi.dev.yaml", "config: { shop:b: stack, shop:c: stack }");
    const overrides = { c: "line", "other:d": "line" };
    expect(readStackConfig(readProject(folder), "dev", overrides).values).toEqual({
      "shop:a": "project",
      "shop:b": "stack",
      "shop:c": "line",
      "other:d": "line",
    });
  });

  test("need not be there", async ({ folder, write, expect }) => {
    await write("Pulumi.yaml", MINIMAL);
    expect(readStackConfig(readProject(folder), "dev", {}).values).toEqual({});
    await write("Pulumi.empty.yaml", "");
    expect(readStackConfig(readProject(folder), "empty", {}).values).toEqual({});
  });

  test.for([
    ["config:\n  a: 1\n  b: {secure: v1:xyz}\n", "Pulumi.dev.yaml:3: b is encrypted (secure: …)"],
    ["config:\n  a: [x, {deep: {secure: v1:xyz}}]\n", "a is encrypted"],
    ["config:\n  a: 'x\n", "Pulumi.dev.yaml:"],
    ["config: text\n", "Pulumi.dev.yaml:1: config: expected a mapping"],
    ["environment: [prod]\n", "environment: needs Pulumi ESC"],
    ["config: { 'a:b:c': 1 }\n", "'a:b:c' is no configuration key"],
  ] as const)("is refused when it says %j", async ([text, message], { folder, write, expect }) => {
    await write("Pulumi.yaml", MINIMAL);
    await write("Pulumi.dev.yaml", text);
    expect(() => readStackConfig(readProject(folder), "dev", {})).toThrow(message);
  });

  test("has to give what the project asks for, in its type", async ({ folder, write, expect }) => {
    await write("Pulumi.yaml", `${MINIMAL}config: { size: { type: integer } }`);
    const project = readProject(folder);
    expect(() => readStackConfig(project, "dev", {})).toThrow(
      "Stack 'dev' is missing configuration value 'shop:size'",
    );
    expect(() => readStackConfig(project, "dev", { size: "big" })).toThrow(
      "configuration value 'shop:size' is 'big'; it must be of type integer",
    );
    expect(readStackConfig(project, "dev", { size: "3" }).values).toEqual({ "shop:size": "3" });
  });

  test("belongs to a stack with a name Pulumi allows", async ({ folder, write, expect }) => {
    await write("Pulumi.yaml", MINIMAL);
    expect(() => readStackConfig(readProject(folder), "../dev", {})).toThrow("'../dev' is no stack name");
  });
});
