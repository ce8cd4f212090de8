import { conflicts } from "./conflicts.ts";
import { SETTINGS, keysOf, type SettingName, type Settings } from "./settings.ts";

export type ReadSettings =
  | { readonly settings: Settings; readonly problems?: never }
  | { readonly settings?: never; readonly problems: readonly string[] };

/**
 * What the stack file says to typed settings, or everything that is wrong with it at once.
 * `values`: setting name to text, without the project's prefix. `prefix`: "raptor:", for the messages.
 */
export function readSettings(values: Readonly<Record<string, string>>, prefix: string): ReadSettings {
  const problems = unknownSettings(values, prefix);
  const settings: Partial<Record<SettingName, unknown>> = {};
  for (const name of keysOf(SETTINGS)) {
    const text = values[name];
    const { parse, allowed, default: fallback } = SETTINGS[name];
    const value = text === undefined ? fallback : parse(text);
    settings[name] = value;
    if (value === undefined) {
      problems.push(`${prefix}${name} is ${JSON.stringify(text)} but must be ${allowed}`);
    }
  }
  // a conflict can only be told between settings that are right by themselves
  problems.push(...conflicts(settings as Partial<Settings>, new Set(Object.keys(values)), prefix));
  return problems.length > 0 ? { problems } : { settings: settings as Settings };
}

function unknownSettings(values: Readonly<Record<string, string>>, prefix: string): string[] {
  return Object.keys(values)
    .filter((name) => !Object.hasOwn(SETTINGS, name))
    .map((name) => `${prefix}${name} is no setting; there are ${keysOf(SETTINGS).join(", ")}`);
}
