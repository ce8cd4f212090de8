/** Writes the table of settings into README.md: `npm run settings-table`. A test says when it is out of date. */
import { readFile, writeFile } from "node:fs/promises";
import { withSettingsTable } from "../infra/settings/settings-table.ts";

const readme = new URL("../README.md", import.meta.url);
await writeFile(readme, withSettingsTable(await readFile(readme, "utf8")));
