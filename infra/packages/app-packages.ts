import { join } from "node:path";
import { buildPackages } from "./packages.ts";

/**
 * The packages of both apps, on their way from the moment this module is imported: the bundler is a process of its
 * own, which works while the rest of the program is loaded. Rejects with RunError for a mistake in an app.
 */
export const appPackages = buildPackages({
  entryPoints: { frontend: "apps/frontend/server.ts", backend: "apps/backend/server.ts" },
  root: join(import.meta.dirname, "..", ".."),
});
// whoever waits for them hears of it; until then nobody does
appPackages.catch(() => {});
