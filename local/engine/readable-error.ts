import { stripVTControlCharacters } from "node:util";

/** A stack frame in Node itself or in a package: no place the program's author can mend. */
const FOREIGN_FRAME = /^\s+at .*(?:node_modules[\\/]|\bnode:|<anonymous>\)?$)/;
/** The error's own properties, as the SDK prints them after it. */
const INSPECTION = / \{\n(?: {2}[^\n]*\n)*\}\s*$/;

/**
 * A message of the program as its author wants to read it: without colours, without frames of other people's code, and
 * with paths as seen from the project's folder.
 */
export function readableError(message: string, directory: string): string {
  const text = stripVTControlCharacters(message)
    .replaceAll("<ref *1> ", "")
    .replace(INSPECTION, "")
    .replaceAll(`file://${directory}/`, "")
    .replaceAll(`${directory}/`, "");
  return text
    .split("\n")
    .filter((line) => !FOREIGN_FRAME.test(line))
    .join("\n")
    .trimEnd();
}
