import { build, type BuildFailure, type Message } from "esbuild";

/** name of the app to its entry point, as a path relative to the folder of the repository */
export type EntryPoints<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Bundles each entry point with all it imports into one CommonJS file. The same sources give the same bytes: nothing
 * of the machine, the clock or the folder stands in them. Throws RunError with file, line and column of each error.
 */
export async function bundle<Name extends string>(options: {
  readonly entryPoints: EntryPoints<Name>;
  /** absolute path of the folder of the repository */
  readonly root: string;
}): Promise<ReadonlyMap<Name, Uint8Array>> {
  const names = Object.keys(options.entryPoints) as Name[];
  const { outputFiles } = await build({
    entryPoints: names.map((name) => ({ in: options.entryPoints[name], out: name })),
    absWorkingDir: options.root,
    outdir: ".packages",
    outExtension: { ".js": ".cjs" },
    write: false,
    bundle: true,
    platform: "node",
    format: "cjs",
    // the oldest Node of the setting nodeVersion, so that changing it does not change the code
    target: "node22",
    // whitespace stays, and with it lines: of a crash Node quotes the line, and the log of the site stays readable
    minifyIdentifiers: true,
    minifySyntax: true,
    // esbuild names each file in a comment: by where it is imported from, not by where a linked node_modules lies
    preserveSymlinks: true,
    legalComments: "none",
    // Express caches views and hides stacks when it is told so
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
  }).catch(async (error: unknown) => {
    if (!isBuildFailure(error)) throw error;
    // not at the top: the bundler shall be at work by the time that the SDK is loaded
    const { RunError } = await import("@pulumi/pulumi");
    throw new RunError(`The apps cannot be bundled:\n${error.errors.map(describe).join("\n")}`);
  });
  return new Map(outputFiles.map((file, index) => [names[index] as Name, file.contents]));
}

/** "apps/backend/app.ts:12:3: Expected ";" but found "x"", lines and columns from 1 on */
function describe({ location, text }: Message): string {
  return location ? `${location.file}:${location.line}:${location.column + 1}: ${text}` : text;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && "errors" in error;
}
