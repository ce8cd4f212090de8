import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { unzipSync, type Unzipped } from "fflate";

/** A package that cannot be used. The message is for the person who made it. */
export class PackageProblem extends Error {
  override readonly name = "PackageProblem";
}

/** contract: pulumi 5.1, a package is at most 1 GB */
const LARGEST = 1024 ** 3;

/** Writes the files of a zip below `folder`. Throws PackageProblem, before anything is written. */
export async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  const files = Object.entries(readZip(zip)).filter(([name]) => !name.endsWith("/"));
  if (files.length === 0) throw new PackageProblem("the package is a zip without files");
  for (const [name] of files) refuseName(name);
  for (const [name, content] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

function readZip(zip: Uint8Array): Unzipped {
  let size = 0;
  try {
    return unzipSync(zip, {
      filter(file) {
        size += file.originalSize;
        if (size > LARGEST) throw new PackageProblem("the package is larger than 1 GB when unpacked");
        return true;
      },
    });
  } catch (error) {
    if (error instanceof PackageProblem) throw error;
    throw new PackageProblem(
      `the package is no zip: ${error instanceof Error ? error.message : "unreadable"}`,
    );
  }
}

/** A name may only lead to a place below the folder it is unpacked to. */
export function refuseName(name: string): void {
  const outside =
    name.startsWith("/") ||
    /[\\:\0]/.test(name) ||
    name.split("/").some((part) => part === ".." || part === ".");
  if (outside)
    throw new PackageProblem(`the package holds a file with a path that leads elsewhere: '${name}'`);
}
