import { parsePath } from "../provider/diff.ts";
import { isList, isObject, isUnknown, type Properties, type PropertyValue } from "../provider/values.ts";

/**
 * The value at a path such as "siteConfig.linuxFxVersion"; undefined where nothing is declared. What lies below something
 * unknown is unknown.
 */
export function valueAt(properties: Properties, path: string): PropertyValue | undefined {
  let value: PropertyValue | undefined = properties;
  for (const step of parsePath(path)) {
    const index = /^\[(\d+)\]$/.exec(step)?.[1];
    if (index !== undefined && isList(value)) value = value[Number(index)];
    else if (isObject(value)) value = value[step];
    else return isUnknown(value) ? value : undefined;
  }
  return value;
}

/** The text at a path; undefined where there is none, or where it is not known yet. */
export function textAt(properties: Properties, path: string): string | undefined {
  const value = valueAt(properties, path);
  return typeof value === "string" && !isUnknown(value) ? value : undefined;
}

/** The text at a path that `check` or the SDK has already made sure of. */
export function requiredTextAt(properties: Properties, path: string): string {
  const text = textAt(properties, path);
  if (text === undefined) throw new Error(`the property '${path}' must be a string`);
  return text;
}

export function flagAt(properties: Properties, path: string): boolean | undefined {
  const value = valueAt(properties, path);
  return typeof value === "boolean" ? value : undefined;
}

export function numberAt(properties: Properties, path: string): number | undefined {
  const value = valueAt(properties, path);
  return typeof value === "number" ? value : undefined;
}

export function objectAt(properties: Properties, path: string): Properties {
  const value = valueAt(properties, path);
  return isObject(value) ? value : {};
}

export function listAt(properties: Properties, path: string): readonly PropertyValue[] {
  const value = valueAt(properties, path);
  return isList(value) ? value : [];
}

/** The properties without the named ones. */
export function without(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}
