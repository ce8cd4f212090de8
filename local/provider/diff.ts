import { isFile, isList, isObject, sameValue, type Properties, type PropertyValue } from "./values.ts";

export type PropertyDiff = {
  /** "siteConfig.alwaysOn", "web.redirectUris[0]", `tags["a.b"]` */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  readonly replaces: boolean;
};

/** Whether two different values of the input at `path` mean the same to the cloud ("East US 2" and "eastus2"). */
export type SameInput = (path: string, left: PropertyValue, right: PropertyValue) => boolean;

/**
 * What differs between two sets of inputs, leaf by leaf.
 * `replaceOn` and `ignoreChanges` are paths; each also stands for everything below it, and `*` for any one step.
 */
export function detailedDiff(
  olds: Properties,
  news: Properties,
  replaceOn: readonly string[],
  ignoreChanges: readonly string[],
  same: SameInput = () => false,
): readonly PropertyDiff[] {
  const found: PropertyDiff[] = [];

  function visit(
    steps: readonly string[],
    left: PropertyValue | undefined,
    right: PropertyValue | undefined,
  ): void {
    if (sameValue(left, right)) return;
    if (ignoreChanges.some((pattern) => covers(pattern, steps))) return;
    if (isObject(left) && isObject(right) && !isFile(left) && !isFile(right)) {
      for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
        visit([...steps, key], left[key], right[key]);
      }
      return;
    }
    if (isList(left) && isList(right)) {
      for (let index = 0; index < Math.max(left.length, right.length); index++) {
        visit([...steps, `[${index}]`], left[index], right[index]);
      }
      return;
    }
    const path = formatPath(steps);
    if (left !== undefined && right !== undefined && same(path, left, right)) return;
    found.push({
      path,
      kind: kindOf(left, right),
      replaces: replaceOn.some((pattern) => covers(pattern, steps)),
    });
  }

  visit([], olds, news);
  return found;
}

function kindOf(left: PropertyValue | undefined, right: PropertyValue | undefined): PropertyDiff["kind"] {
  if ((left ?? undefined) === undefined) return "add";
  return (right ?? undefined) === undefined ? "delete" : "update";
}

/** Whether `pattern` names `steps` or something above it. */
export function covers(pattern: string, steps: readonly string[]): boolean {
  const wanted = parsePath(pattern);
  return (
    wanted.length <= steps.length &&
    wanted.every((step, index) => step === "*" || step === "[*]" || step === steps[index])
  );
}

/** "a.b[0]" -> ["a", "b", "[0]"]; `tags["a.b"]` -> ["tags", "a.b"] */
export function parsePath(path: string): readonly string[] {
  const steps: string[] = [];
  for (const match of path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|(\[[^\]]*\])|([^.[\]]+)/gs)) {
    const quoted = match[1];
    steps.push(quoted === undefined ? (match[2] ?? match[3] ?? "") : quoted.replaceAll(/\\(.)/gs, "$1"));
  }
  return steps;
}

export function formatPath(steps: readonly string[]): string {
  return steps.reduce((path, step) => {
    if (/^\[\d+\]$/.test(step)) return path + step;
    if (!/^[^.[\]"]+$/.test(step)) return `${path}["${step.replaceAll(/["\\]/g, String.raw`\$&`)}"]`;
    return path === "" ? step : `${path}.${step}`;
  }, "");
}
