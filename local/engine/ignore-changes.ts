import { parsePath } from "../provider/diff.ts";
import {
  isList,
  isObject,
  isSecret,
  secret,
  type Properties,
  type PropertyValue,
} from "../provider/values.ts";

/**
 * `ignoreChanges`: the new inputs with the old value at each path, as Pulumi's engine sets them back before the
 * provider checks and compares. `unmatched` are paths that cannot be set back because what is around them differs.
 */
export function resetIgnored(
  olds: Properties,
  news: Properties,
  ignoreChanges: readonly string[],
): { readonly inputs: Properties; readonly unmatched: readonly string[] } {
  const unmatched: string[] = [];
  let inputs: Properties = news;
  for (const path of ignoreChanges) {
    const changed = reset(olds, inputs, parsePath(path));
    if (isObject(changed)) inputs = changed;
    else unmatched.push(path);
  }
  return { inputs, unmatched };
}

/** undefined: the path does not lead anywhere in both values */
function reset(
  old: PropertyValue | undefined,
  current: PropertyValue | undefined,
  path: readonly string[],
): PropertyValue | undefined {
  if (isSecret(current)) {
    const inner = reset(isSecret(old) ? old.value : old, current.value, path);
    return inner === undefined ? undefined : secret(inner);
  }
  if (isSecret(old)) {
    const inner = reset(old.value, current, path);
    return inner === undefined ? undefined : secret(inner);
  }
  const [step, ...rest] = path;
  if (step === undefined) return old;
  if (step === "*" || step === "[*]") return resetAll(old, current, rest);
  const index = /^\[(\d+)\]$/.exec(step)?.[1];
  if (isList(current) && index !== undefined) return resetItem(old, current, Number(index), rest);
  return resetKey(old, current, index ?? step, rest);
}

function resetKey(
  old: PropertyValue | undefined,
  current: PropertyValue | undefined,
  key: string,
  rest: readonly string[],
): PropertyValue | undefined {
  if (!isObject(current)) return isObject(old) && key in old ? undefined : current;
  const hasOld = isObject(old) && key in old;
  if (rest.length === 0) {
    const { [key]: _dropped, ...others } = current;
    return hasOld ? { ...others, [key]: old[key] as PropertyValue } : others;
  }
  if (!hasOld && !(key in current)) return current;
  if (!(key in current) || !isObject(old)) return undefined;
  const inner = reset(old[key], current[key], rest);
  return inner === undefined ? undefined : { ...current, [key]: inner };
}

function resetItem(
  old: PropertyValue | undefined,
  current: readonly PropertyValue[],
  index: number,
  rest: readonly string[],
): PropertyValue | undefined {
  const oldItem = isList(old) ? old[index] : undefined;
  if (oldItem === undefined || index >= current.length) return undefined;
  const inner = reset(oldItem, current[index], rest);
  return inner === undefined ? undefined : current.with(index, inner);
}

function resetAll(
  old: PropertyValue | undefined,
  current: PropertyValue | undefined,
  rest: readonly string[],
): PropertyValue | undefined {
  if (isObject(old) && isObject(current)) {
    const keys = new Set([...Object.keys(old), ...Object.keys(current)]);
    if (rest.length === 0) return old;
    return [...keys].reduce<PropertyValue | undefined>(
      (value, key) => (value === undefined ? undefined : resetKey(old, value, key, rest)),
      current,
    );
  }
  if (isList(old) && isList(current)) {
    if (old.length !== current.length) return undefined;
    return old.reduce<PropertyValue | undefined>(
      (value, _item, index) => (isList(value) ? resetItem(old, value, index, rest) : undefined),
      current,
    );
  }
  return undefined;
}
