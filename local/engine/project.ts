import { statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { isMap, isScalar, type Node, type YAMLMap } from "yaml";
import { EngineError } from "./engine-error.ts";
import { pairsOf, readYaml, type YamlFile } from "./yaml-file.ts";

/** Pulumi.yaml, as far as running the program needs it. */
export type Project = {
  readonly name: string;
  /** the folder of Pulumi.yaml, absolute */
  readonly directory: string;
  /** the working directory of the program: the folder of `main`, absolute */
  readonly programDirectory: string;
  /** the file in it, or "." where Node finds the entry point by package.json */
  readonly entryPoint: string;
  /** false: plain JavaScript, or TypeScript that Node itself strips; true: ts-node, as Pulumi brings it */
  readonly typescript: boolean;
  readonly tsconfig: string | undefined;
  readonly nodeArgs: readonly string[];
  /** where Pulumi.<stack>.yaml lies, absolute */
  readonly stackConfigDirectory: string;
  /** the `config` block: what is asked of every stack */
  readonly config: readonly ProjectSetting[];
};

export type ProjectSetting = {
  /** "raptor:location" */
  readonly key: string;
  /** string, boolean, integer, number, array or object; undefined: anything */
  readonly type: string | undefined;
  /** as text, objects as JSON; undefined: every stack has to say it */
  readonly default: string | undefined;
};

/** @throws EngineError ProjectInvalid, in one line that names the file, and the line where it can */
export function readProject(directory: string): Project {
  const root = resolve(directory);
  const path = join(root, "Pulumi.yaml");
  const file = readYaml(path, "ProjectInvalid") ?? readYaml(join(root, "Pulumi.yml"), "ProjectInvalid");
  if (!file) throw new EngineError("ProjectInvalid", `there is no Pulumi.yaml in ${root}`);
  const name = text(file, file.root, "name");
  if (name === undefined) return file.fail(file.root, "the project has no name (name: …)");
  const main = text(file, file.root, "main");
  const stackConfigDir = text(file, file.root, "stackConfigDir");
  return {
    name,
    directory: root,
    ...programPlace(file, root, main),
    ...runtimeOptions(file),
    stackConfigDirectory: stackConfigDir === undefined ? root : resolve(root, stackConfigDir),
    config: projectSettings(file, name),
  };
}

function programPlace(
  file: YamlFile,
  root: string,
  main: string | undefined,
): Pick<Project, "programDirectory" | "entryPoint"> {
  if (main === undefined) return { programDirectory: root, entryPoint: "." };
  const path = resolve(root, main);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return file.fail(file.root.get("main", true), `main: ${main} does not exist`);
  if (found.isDirectory()) return { programDirectory: path, entryPoint: "." };
  return { programDirectory: dirname(path), entryPoint: basename(path) };
}

function runtimeOptions(file: YamlFile): Pick<Project, "typescript" | "tsconfig" | "nodeArgs"> {
  const runtime = file.root.get("runtime", true) as Node | undefined;
  const name = isMap(runtime) ? text(file, runtime, "name") : text(file, file.root, "runtime");
  if (name !== "nodejs") {
    return file.fail(runtime, `the runtime is ${name ?? "not given"}; only nodejs programs run here`);
  }
  const options = isMap(runtime) ? runtime.get("options", true) : undefined;
  if (!isMap(options)) return { typescript: true, tsconfig: undefined, nodeArgs: [] };
  const typescript = options.get("typescript");
  if (typescript !== undefined && typeof typescript !== "boolean") {
    return file.fail(
      options,
      `runtime option typescript is ${JSON.stringify(typescript)}; allowed are true and false`,
    );
  }
  return {
    typescript: typescript ?? true,
    tsconfig: text(file, options, "tsconfig"),
    nodeArgs: splitArguments(text(file, options, "nodeargs") ?? ""),
  };
}

/** Words as in a shell: blanks separate, quotes keep together. */
function splitArguments(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"),
  );
}

function projectSettings(file: YamlFile, project: string): readonly ProjectSetting[] {
  const config = file.root.get("config", true);
  if (!isMap(config)) return [];
  return pairsOf(config).map(({ key, value }) => {
    const full = key.includes(":") ? key : `${project}:${key}`;
    if (!isMap(value)) return { key: full, type: undefined, default: valueText(value) };
    const given = (value.get("value", true) ?? value.get("default", true)) as Node | undefined;
    return {
      key: full,
      type: text(file, value, "type"),
      default: given === undefined ? undefined : valueText(given),
    };
  });
}

/** A configuration value as Pulumi keeps it: scalars as they are written, everything else as JSON. */
export function valueText(value: Node | null): string {
  if (value === null) return "";
  if (isScalar(value) && value.value === null) return "";
  if (isScalar(value) && value.source !== undefined) return value.source;
  return JSON.stringify(value.toJSON());
}

function text(file: YamlFile, map: YAMLMap, key: string): string | undefined {
  const node = map.get(key, true) as Node | undefined;
  if (node === undefined || (isScalar(node) && node.value === null)) return undefined;
  if (!isScalar(node)) return file.fail(node, `${key}: expected text`);
  return valueText(node);
}
