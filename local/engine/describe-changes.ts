import { covers, parsePath, type PropertyDiff } from "../provider/diff.ts";
import {
  containsSecret,
  isList,
  isObject,
  isSecret,
  maskSecrets,
  type Properties,
  type PropertyValue,
} from "../provider/values.ts";
import type { Change } from "./events.ts";

const MASK = "[secret]";

/** The changes with their values, as they may be shown: no secret, and nothing that `hideDiffs` names. */
export function describeChanges(
  changes: readonly PropertyDiff[],
  olds: Properties,
  news: Properties,
  hidden: readonly string[],
): readonly Change[] {
  return changes
    .filter((change) => !hidden.some((pattern) => covers(pattern, parsePath(change.path))))
    .map((change) => {
      const from = lookUp(olds, change.path);
      const to = lookUp(news, change.path);
      const secret = from.secret || to.secret;
      return { ...change, from: shown(from.value, secret), to: shown(to.value, secret) };
    });
}

function shown(value: PropertyValue | undefined, secret: boolean): PropertyValue | undefined {
  if (value === undefined) return undefined;
  return secret || containsSecret(value) ? MASK : maskSecrets(value);
}

function lookUp(
  properties: Properties,
  path: string,
): { readonly value: PropertyValue | undefined; readonly secret: boolean } {
  let value: PropertyValue | undefined = properties;
  let secret = false;
  for (const step of parsePath(path)) {
    while (isSecret(value)) {
      secret = true;
      value = value.value;
    }
    const index = /^\[(\d+)\]$/.exec(step)?.[1];
    if (isList(value) && index !== undefined) value = value[Number(index)];
    else value = isObject(value) ? value[step] : undefined;
  }
  return { value, secret };
}
