import { createHash } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle, type EntryPoints } from "./bundle.ts";
import { zip } from "./zip.ts";

/** The one file of a package, at the zip's root. */
const SERVER = "server.cjs";
export const START_COMMAND = `node ${SERVER}`;

/** git-ignored folder at the top of the repository */
const FOLDER = ".packages";

/** An app, ready to be uploaded. */
export type Package = {
  /** absolute path of the zip */
  readonly path: string;
  /** "backend-1f2e….zip": a name stands for one content, for ever */
  readonly fileName: string;
};

/** Bundles, zips and writes one package per entry point. Throws RunError for a mistake in an app. */
export async function buildPackages<Name extends string>(options: {
  readonly entryPoints: EntryPoints<Name>;
  readonly root: string;
}): Promise<Readonly<Record<Name, Package>>> {
  const { entryPoints, root } = options;
  const bundles = await bundle({ entryPoints, root });
  const folder = join(root, FOLDER);
  await mkdir(folder, { recursive: true });
  const packages = await Promise.all(
    [...bundles].map(async ([name, code]) => [name, await writePackage(folder, name, code)] as const),
  );
  return Object.fromEntries(packages) as Record<Name, Package>;
}

async function writePackage(folder: string, name: string, code: Uint8Array): Promise<Package> {
  const content = zip({ [SERVER]: code });
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  const fileName = `${name}-${hash}.zip`;
  const path = join(folder, fileName);
  if (!(await exists(path))) {
    // written aside and then named, so that no half-written package ever has this name
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, content);
    await rename(unfinished, path);
  }
  return { path, fileName };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
