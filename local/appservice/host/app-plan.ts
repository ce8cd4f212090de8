import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { SiteDeclaration } from "../site.ts";
import { commandLine } from "./command-line.ts";
import type { Environment } from "./environment.ts";

/** What is run for a site. Two equal plans are the same app. */
export type AppPlan = {
  readonly words: readonly string[];
  readonly zip: Uint8Array;
  /** sha256 of the package */
  readonly packageHash: string;
  readonly environment: Environment;
};

export type NoApp = { readonly problem: string };

/** Decides how to start the app, or says what is missing. */
export function appPlan(site: SiteDeclaration, environment: Environment): AppPlan | NoApp {
  if (!site.enabled) return { problem: `The site ${site.name} is stopped (enabled: false).` };
  if (site.linuxFxVersion && !/^NODE\|/i.test(site.linuxFxVersion)) {
    return {
      problem: `The site ${site.name} declares the runtime '${site.linuxFxVersion}'. Local Azure runs NODE|… only.`,
    };
  }
  if (!site.package) {
    return {
      problem: `The site ${site.name} has no code: no app setting WEBSITE_RUN_FROM_PACKAGE leads to a package.`,
    };
  }
  if ("problem" in site.package) {
    return { problem: `The package of ${site.name} cannot be read: ${site.package.problem}` };
  }
  if (site.appCommandLine === undefined || site.appCommandLine.trim() === "") {
    // contract: pulumi 5.1; what Azure would guess is not published in full
    return {
      problem: `The site ${site.name} has no siteConfig.appCommandLine. Azure would guess how to start it; say it, for example 'node server.cjs'.`,
    };
  }
  const words = commandLine(site.appCommandLine);
  if ("problem" in words) return { problem: `The site ${site.name}: ${words.problem}` };
  const packageHash = createHash("sha256").update(site.package.zip).digest("hex");
  return { words, zip: site.package.zip, packageHash, environment };
}

/** Whether a running app has to give way to a new one. */
export function needsRestart(running: AppPlan | NoApp, wanted: AppPlan | NoApp): boolean {
  if ("problem" in running || "problem" in wanted) return !isDeepStrictEqual(running, wanted);
  return (
    running.packageHash !== wanted.packageHash ||
    !isDeepStrictEqual(running.words, wanted.words) ||
    !isDeepStrictEqual(running.environment, wanted.environment)
  );
}
