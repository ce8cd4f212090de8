import { isAbsolute } from "node:path";
import type { Finding, Graph } from "./graph.ts";
import { isObject } from "./values.ts";
import { ASSET, SIGNATURE } from "./signatures.ts";

/** A file is named relative to the program, so that the state is the same on every machine. */
export function assetsAreRelative(graph: Graph): readonly Finding[] {
  return graph.flatMap((resource) =>
    Object.values(resource.inputs)
      .filter(isObject)
      .filter((value) => value[SIGNATURE] === ASSET)
      .filter(({ path }) => typeof path === "string" && isAbsolute(path))
      .map(() => ({ resource, message: "names its file by an absolute path, which gets into the state" })),
  );
}
