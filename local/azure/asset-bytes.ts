import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { ProviderError } from "../provider/handler.ts";
import { isArchive, isAsset, type PropertyValue } from "../provider/values.ts";

/**
 * The content of a file or text that the program handed over. A relative path is looked for in each directory; the
 * hash tells whether it is the file that the program meant, so a file of the same name elsewhere is never taken.
 */
export function assetBytes(source: PropertyValue, directories: readonly string[]): Uint8Array {
  if (isArchive(source)) {
    throw unreadable("'source' is an archive: a blob takes a FileAsset or a StringAsset");
  }
  if (!isAsset(source))
    throw unreadable("'source' is not an asset: a blob takes a FileAsset or a StringAsset");
  // an engine may send the fields that are not used as empty texts
  if (!source.path && source.text !== undefined) return Buffer.from(source.text, "utf8");
  if (!source.path) {
    throw unreadable(`'source' is the remote asset ${source.uri ?? ""}: local Azure reads local files only`);
  }
  return fileBytes(source.path, source.hash, directories);
}

function fileBytes(path: string, hash: string | undefined, directories: readonly string[]): Uint8Array {
  const candidates = isAbsolute(path) ? [path] : directories.map((directory) => resolve(directory, path));
  let changed: string | undefined;
  for (const candidate of candidates) {
    const bytes = readIfThere(candidate);
    if (!bytes) continue;
    if (!hash || createHash("sha256").update(bytes).digest("hex") === hash) return bytes;
    changed ??= candidate;
  }
  if (changed !== undefined) {
    throw unreadable(
      `'source': the file ${changed} is not the one the program declared (sha256 ${hash ?? ""})`,
    );
  }
  throw unreadable(`'source': the file '${path}' does not exist; looked for ${candidates.join(", ")}`);
}

function readIfThere(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw unreadable(`'source': the file ${path} cannot be read (${code ?? "unknown error"})`);
  }
}

function unreadable(message: string): ProviderError {
  return new ProviderError("InvalidSource", message);
}
