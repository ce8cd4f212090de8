import { conflicts } from "./conflicts.ts";
import { SETTINGS, keysOf, type SettingName, type Settings } from "./settings.ts";

type ReadSettings =
  | { readonly settings: Settings; readonly problems?: never }
  | { readonly settings?: never; readonly problems: readonly string[] };

/** What the stack file says. */
type GivenSettings = {
  /** setting name, without the project's prefix, to text */
  readonly values: Readonly<Record<string, string>>;
  /** names that are stored as secrets */
  readonly secrets: ReadonlySet<string>;
  /** "raptor:", for the messages */
  readonly prefix: string;
};

/** What the stack file says as typed settings, or everything that is wrong with it at once. */
export function readSettings({ values, secrets, prefix }: GivenSettings): ReadSettings {
  const problems: string[] = [];
  for (const [name, text] of Object.entries(values)) {
    const problem = problemOf(name, text, secrets.has(name));
    if (problem !== undefined) problems.push(`${prefix}${name} ${problem}`);
  }
  const settings = Object.fromEntries(keysOf(SETTINGS).map((name) => [name, valueOf(name, values[name])]));
  // a conflict can only be told between settings that are right by themselves
  problems.push(...conflicts(settings, new Set(Object.keys(values)), prefix));
  return problems.length > 0 ? { problems } : { settings: settings as Settings };
}

function valueOf(name: SettingName, text: string | undefined): unknown {
  return text === undefined ? SETTINGS[name].default : SETTINGS[name].parse(text);
}

function problemOf(name: string, text: string, isSecret: boolean): string | undefined {
  // settings end up in plain properties, and a secret must not. Its value is not shown either.
  if (isSecret) return "is stored as a secret, but no setting is one: set it without --secret";
  const value = JSON.stringify(text);
  if (!isSetting(name))
    return `is ${value}, but there is no such setting, only ${keysOf(SETTINGS).join(", ")}`;
  return valueOf(name, text) === undefined ? `is ${value}, but must be ${SETTINGS[name].allowed}` : undefined;
}

function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}
