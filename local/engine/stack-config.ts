import { join } from "node:path";
import { isMap, isSeq, type Node } from "yaml";
import { EngineError } from "./engine-error.ts";
import { valueText, type Project, type ProjectSetting } from "./project.ts";
import { pairsOf, readYaml, type YamlFile } from "./yaml-file.ts";

/** The configuration of one stack: what `pulumi.Config` reads. */
export type StackConfig = {
  /** by full key ("raptor:location"); objects and lists as JSON */
  readonly values: Readonly<Record<string, string>>;
  /** keys whose values `requireSecret` and `getSecret` are meant for */
  readonly secretKeys: readonly string[];
};

/**
 * Pulumi.<stack>.yaml over the defaults of Pulumi.yaml, and `overrides` ("key" or "namespace:key") over both. A stack
 * without a file has defaults and overrides only.
 *
 * @throws EngineError StackInvalid, in one line that names the file, and the line where it can
 */
export function readStackConfig(
  project: Project,
  stack: string,
  overrides: Readonly<Record<string, string>>,
): StackConfig {
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack)) {
    throw new EngineError(
      "StackInvalid",
      `'${stack}' is no stack name: letters, digits, hyphens, underscores and dots are allowed, at most 100`,
    );
  }
  const name = `Pulumi.${stack}.yaml`;
  const file = readYaml(join(project.stackConfigDirectory, name), "StackInvalid");
  const defaults = project.config.flatMap((setting) =>
    setting.default === undefined ? [] : [[setting.key, setting.default] as const],
  );
  const written = file ? fileValues(file, project.name) : [];
  const given = Object.entries(overrides).map(([key, value]) => [fullKey(key, project.name), value] as const);
  const values = Object.fromEntries([...defaults, ...written, ...given]);
  for (const setting of project.config) checkSetting(setting, values[setting.key], stack);
  return { values, secretKeys: [] };
}

function fullKey(key: string, project: string): string {
  const parts = key.split(":");
  const valid = parts.length <= 2 && parts.every((part) => part !== "");
  if (!valid) {
    throw new EngineError(
      "StackInvalid",
      `'${key}' is no configuration key: expected name or namespace:name`,
    );
  }
  return parts.length === 2 ? key : `${project}:${key}`;
}

function fileValues(file: YamlFile, project: string): readonly (readonly [string, string])[] {
  const environment = file.root.get("environment", true);
  if (environment !== undefined) {
    return file.fail(
      environment,
      "environment: needs Pulumi ESC, which is a service; put the values under config",
    );
  }
  const config = file.root.get("config", true);
  if (config === undefined || (config as Node).toJSON() === null) return [];
  if (!isMap(config)) return file.fail(config, "config: expected a mapping (key: value)");
  return pairsOf(config).map(({ key, value }) => {
    refuseSecure(file, value, key);
    return [fullKey(key, project), valueText(value)] as const;
  });
}

/** What `pulumi config set --secret` writes is encrypted, wherever in a value it stands. */
function refuseSecure(file: YamlFile, value: Node | null, key: string): void {
  if (isSeq(value)) {
    for (const item of value.items) refuseSecure(file, item as Node | null, key);
    return;
  }
  if (!isMap(value)) return;
  if (value.has("secure")) {
    file.fail(
      value,
      `${key} is encrypted (secure: …), and the key to it is the stack's passphrase or secrets provider, which is not here. Give another value with --config ${key}=…`,
    );
  }
  for (const pair of pairsOf(value)) refuseSecure(file, pair.value, key);
}

function checkSetting(setting: ProjectSetting, value: string | undefined, stack: string): void {
  if (value === undefined) {
    throw new EngineError("StackInvalid", `Stack '${stack}' is missing configuration value '${setting.key}'`);
  }
  if (setting.type === undefined || fits(setting.type, value)) return;
  throw new EngineError(
    "StackInvalid",
    `Stack '${stack}': configuration value '${setting.key}' is '${value}'; it must be of type ${setting.type}`,
  );
}

function fits(type: string, value: string): boolean {
  if (type === "boolean") return value === "true" || value === "false";
  if (type === "integer") return /^[+-]?\d+$/.test(value);
  if (type === "number") return value.trim() !== "" && Number.isFinite(Number(value));
  if (type === "array") return value.startsWith("[");
  if (type === "object") return value.startsWith("{");
  return true;
}
