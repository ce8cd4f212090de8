import { SETTINGS, keysOf, type SettingName } from "./settings.ts";
import { isRange, type Instances } from "../appservice/sku.ts";

const BEGIN = "<!-- settings:begin -->";
const END = "<!-- settings:end -->";

/** The README with the table of settings between its two markers. Throws when the markers are not there. */
export function withSettingsTable(readme: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md has no ${BEGIN} followed by ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n${settingsTable()}\n${readme.slice(end)}`;
}

export function settingsTable(): string {
  const rows = keysOf(SETTINGS).map((name) => {
    const { allowed, meaning } = SETTINGS[name];
    return `| \`${name}\` | ${defaultText(name)} | ${meaning} | ${allowed} |`;
  });
  return ["| Setting | Default | Meaning | Allowed |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

function defaultText(name: SettingName): string {
  const value = SETTINGS[name].default;
  if (typeof value !== "object") return `\`${value}\``;
  if (isInstances(value))
    return `\`${isRange(value) ? `${value.minimum}-${value.maximum}` : value.minimum}\``;
  return "none";
}

function isInstances(value: object): value is Instances {
  return "minimum" in value;
}
