import { RunError, getProject, runtime } from "@pulumi/pulumi";
import { readSettings } from "./read-settings.ts";
import type { Settings } from "./settings.ts";

/** The settings of the stack. Throws RunError with everything that is wrong, before any resource is declared. */
export function stackSettings(): Settings {
  const prefix = `${getProject()}:`;
  const given = Object.entries(runtime.allConfig() as Record<string, string>)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const);
  // the SDK keeps to itself which keys are secret; the language host says it here. contract: pulumi 2.4
  const secretKeys = JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as readonly string[];
  const { settings, problems } = readSettings({
    values: Object.fromEntries(given),
    secrets: new Set(secretKeys.map((key) => key.slice(prefix.length))),
    prefix,
  });
  if (problems) {
    throw new RunError(
      `The settings of the stack are wrong:\n${problems.map((line) => `  ${line}`).join("\n")}`,
    );
  }
  return settings;
}
