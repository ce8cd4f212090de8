import type { Properties, Value } from "./graph.ts";
import { SECRET, SIGNATURE, UNKNOWN } from "./signatures.ts";

export function isObject(value: Value | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isSecret(value: Value | undefined): value is { readonly value: Value } & Properties {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

/** The value behind a secret mark, for rules that compare. It must not get into a message. */
export function revealed(value: Value | undefined): Value | undefined {
  return isSecret(value) ? revealed(value.value) : value;
}

/** What stands at a path such as "siteConfig.alwaysOn", secret or not. */
export function at(properties: Properties, path: string): Value | undefined {
  return path.split(".").reduce<Value | undefined>((value, step) => {
    const object = revealed(value);
    return isObject(object) ? revealed(object[step]) : undefined;
  }, properties);
}

/** The text at a path; undefined: nothing, or something else. */
export function textAt(properties: Properties, path: string): string | undefined {
  const value = at(properties, path);
  return typeof value === "string" ? value : undefined;
}

/** The texts of the list at a path; empty when there is none. */
export function textsAt(properties: Properties, path: string): readonly string[] {
  return listAt(properties, path).filter((item) => typeof item === "string");
}

export function listAt(properties: Properties, path: string): readonly Value[] {
  const value = at(properties, path);
  return isList(value) ? value.map((item) => revealed(item) ?? null) : [];
}

/** One step of a walk through a value. */
type Leaf = {
  /** "siteConfig.cors.allowedOrigins.0" */
  readonly path: string;
  /** never an object, and a list only when it is empty */
  readonly value: Value;
  /** under a secret mark */
  readonly secret: boolean;
  /** the mark is on this very value, and not on something around it */
  readonly marked: boolean;
};

/** Every innermost value of some properties. */
export function leaves(properties: Properties): readonly Leaf[] {
  const found: Leaf[] = [];

  function visit(path: readonly string[], value: Value, secret: boolean, marked: boolean): void {
    if (isSecret(value)) visit(path, value.value, true, true);
    else if (isList(value) && value.length > 0) {
      value.forEach((item, index) => visit([...path, `${index}`], item, secret, false));
    } else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) visit([...path, key], inner, secret, false);
    } else found.push({ path: path.join("."), value, secret, marked });
  }

  visit([], properties, false, false);
  return found;
}

export function isUnknown(value: Value): boolean {
  return value === UNKNOWN;
}

export function isEmptyList(value: Value): boolean {
  return isList(value) && value.length === 0;
}
