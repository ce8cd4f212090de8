import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  isArchive,
  isAsset,
  isList,
  isObject,
  type Properties,
  type PropertyValue,
} from "../provider/values.ts";
import { EngineError } from "./engine-error.ts";

/**
 * The inputs with a sha256 in every asset and archive, as Pulumi's engine adds it: what tells whether content changed.
 * A path is resolved against the program's working directory. `where` names the resource in errors.
 */
export async function hashAssets(inputs: Properties, directory: string, where: string): Promise<Properties> {
  return (await hashIn(inputs, directory, where)) as Properties;
}

async function hashIn(value: PropertyValue, directory: string, where: string): Promise<PropertyValue> {
  if (isList(value)) return Promise.all(value.map((item) => hashIn(item, directory, where)));
  if (!isObject(value)) return value;
  if (isAsset(value) || isArchive(value)) {
    // The SDK sends its class mark along.
    const { __pulumiAsset: _asset, __pulumiArchive: _archive, ...asset } = value as Properties;
    return { ...asset, hash: await hashOf(asset, directory, where) };
  }
  const entries = Object.entries(value as Properties).map(
    async ([key, item]) => [key, await hashIn(item, directory, where)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function hashOf(asset: Properties, directory: string, where: string): Promise<string> {
  if (typeof asset.path === "string") return hashPath(resolve(directory, asset.path), asset.path, where);
  if (typeof asset.text === "string") return sha256(asset.text);
  if (typeof asset.uri === "string") {
    if (asset.uri.startsWith("file:")) return hashPath(fileURLToPath(asset.uri), asset.uri, where);
    throw new EngineError(
      "Refused",
      `${where}: the asset ${asset.uri} would be read over the network; local/engine reads files and text only`,
    );
  }
  if (isObject(asset.assets)) {
    const parts = Object.entries(asset.assets).map(async ([name, part]) => {
      return [name, await hashOf(part as Properties, directory, where)] as const;
    });
    return hashOfParts(await Promise.all(parts));
  }
  throw new EngineError("Refused", `${where}: an asset has neither a path nor text`);
}

async function hashPath(path: string, written: string, where: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) return sha256(await readFile(path));
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const parts = files.map(async (file) => {
      return [file.slice(path.length + 1), sha256(await readFile(file))] as const;
    });
    return hashOfParts(await Promise.all(parts));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "does not exist" : String(cause);
    throw new EngineError("ResourceFailed", `${where}: the file ${written} ${reason} (looked for ${path})`);
  }
}

function hashOfParts(parts: readonly (readonly [string, string])[]): string {
  const lines = parts.map(([name, hash]) => `${name}\0${hash}\n`);
  return sha256(lines.sort().join(""));
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
