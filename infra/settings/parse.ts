/**
 * One reader per kind of setting: the text of the stack file (lists and objects as JSON, as Pulumi hands them over)
 * to the value, or undefined when the text is not allowed.
 */
export type Parse<T> = (text: string) => T | undefined;

export function matching(pattern: RegExp): Parse<string> {
  return (text) => (pattern.test(text) ? text : undefined);
}

/** Ignores case, as Azure does, and answers in the spelling of `values`. */
export function oneOf<const T extends string>(values: readonly T[]): Parse<T> {
  return (text) => values.find((value) => value.toLowerCase() === text.toLowerCase());
}

export function boolean(text: string): boolean | undefined {
  if (text === "true") return true;
  return text === "false" ? false : undefined;
}

export function positiveInteger(text: string): number | undefined {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}

/** "3" or "2-5", as the two ends of a range */
export function range(text: string): { readonly minimum: number; readonly maximum: number } | undefined {
  const [first = "", second, ...rest] = text.split("-");
  const minimum = positiveInteger(first);
  const maximum = second === undefined ? minimum : positiveInteger(second);
  if (rest.length > 0 || minimum === undefined || maximum === undefined) return undefined;
  return second === undefined || minimum < maximum ? { minimum, maximum } : undefined;
}

/** A list with at least one member and no member twice. */
export function listOf(member: Parse<string>): Parse<readonly string[]> {
  return (text) => {
    const list = json(text);
    if (!Array.isArray(list) || list.length === 0) return undefined;
    const members = list.map((item: unknown) => (typeof item === "string" ? member(item) : undefined));
    const allowed = members.filter((item) => item !== undefined);
    return new Set(allowed).size === list.length ? allowed : undefined;
  };
}

/** An object whose names and values all match. */
export function objectOf(options: {
  readonly name: RegExp;
  readonly value: RegExp;
  readonly maximum: number;
}): Parse<Readonly<Record<string, string>>> {
  return (text) => {
    const object = json(text);
    if (typeof object !== "object" || object === null || Array.isArray(object)) return undefined;
    const entries: [string, string][] = [];
    for (const [name, value] of Object.entries(object)) {
      // the stack file's `count: 1` arrives as a number
      const shown = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
      if (typeof shown !== "string" || !options.name.test(name) || !options.value.test(shown))
        return undefined;
      entries.push([name, shown]);
    }
    return entries.length <= options.maximum ? Object.fromEntries(entries) : undefined;
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
