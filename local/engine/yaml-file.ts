import { readFileSync } from "node:fs";
import { isMap, isScalar, LineCounter, parseDocument, type Node, type Pair, type YAMLMap } from "yaml";
import { EngineError, type EngineErrorCode } from "./engine-error.ts";

export type YamlFile = {
  readonly root: YAMLMap;
  /** An error at that place, which the message names as file:line. */
  fail(node: unknown, message: string): never;
};

/** A YAML file whose top is a mapping (an empty file counts as one). undefined: there is no such file. */
export function readYaml(path: string, code: EngineErrorCode): YamlFile | undefined {
  const text = readText(path, code);
  if (text === undefined) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });

  function failAt(offset: number, message: string): never {
    throw new EngineError(code, `${path}:${lines.linePos(offset).line}: ${message}`);
  }

  const [error] = document.errors;
  if (error) failAt(error.pos[0], error.message);
  const root = document.contents ?? parseDocument("{}").contents;
  if (!isMap(root)) return failAt(0, "expected a mapping (key: value) at the top of the file");
  return {
    root,
    fail: (node, message) => failAt((node as Node | undefined)?.range?.[0] ?? 0, message),
  };
}

/** The pairs of a mapping with their keys as text. */
export function pairsOf(map: YAMLMap): readonly { readonly key: string; readonly value: Node | null }[] {
  return map.items.map((pair: Pair) => ({
    key: isScalar(pair.key) ? String(pair.key.value) : "",
    value: pair.value as Node | null,
  }));
}

function readText(path: string, code: EngineErrorCode): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const error = cause as NodeJS.ErrnoException;
    if (error.code === "ENOENT") return undefined;
    throw new EngineError(code, `${path} cannot be read: ${error.message}`);
  }
}
