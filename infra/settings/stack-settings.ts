import { RunError, getProject, runtime } from "@pulumi/pulumi";
import { readSettings } from "./read-settings.ts";
import type { Settings } from "./settings.ts";

/** The settings of the stack. Throws RunError with everything that is wrong, before any resource is declared. */
export function stackSettings(): Settings {
  const prefix = `${getProject()}:`;
  const values = Object.fromEntries(
    Object.entries(runtime.allConfig() as Record<string, string>)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
  const { settings, problems } = readSettings(values, prefix);
  if (problems)
    throw new RunError(`the stack's settings are wrong:\n${problems.map((p) => `  ${p}`).join("\n")}`);
  return settings;
}
