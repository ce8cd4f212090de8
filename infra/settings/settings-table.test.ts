import { readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { SETTINGS, keysOf } from "./settings.ts";
import { settingsTable, withSettingsTable } from "./settings-table.ts";

describe("the table of settings", () => {
  it("has one row of four cells per setting", ({ expect }) => {
    const rows = settingsTable().split("\n").slice(2);
    expect(rows.map((row) => row.split(" | ")[0])).toEqual(keysOf(SETTINGS).map((name) => `| \`${name}\``));
    for (const row of rows) expect(row.split(" | "), row).toHaveLength(4);
  });

  it("in the README is the one that the code makes (npm run settings-table writes it)", ({ expect }) => {
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    expect(withSettingsTable(readme)).toBe(readme);
  });

  it("leaves the rest of the README as it is", ({ expect }) => {
    const before = "# Title\n\n<!-- settings:begin -->old\nrows<!-- settings:end -->\n\nThe end\n";
    const after = withSettingsTable(before);
    expect(after.startsWith("# Title\n\n<!-- settings:begin -->\n| Setting |")).toBe(true);
    expect(after.endsWith("|\n<!-- settings:end -->\n\nThe end\n")).toBe(true);
    expect(() => withSettingsTable("no markers")).toThrow("README.md has no <!-- settings:begin -->");
  });
});
