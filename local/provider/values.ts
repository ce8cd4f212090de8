/**
 * Property values as Pulumi's provider protocol carries them: JSON, plus a few objects that are told apart by a
 * signature (secrets, assets) and one string that stands for "not known yet". contract: pulumi 2.1, 4.4
 */

export type PropertyValue =
  | null
  | boolean
  | number
  | string
  | readonly PropertyValue[]
  | { readonly [key: string]: PropertyValue };

export type Properties = { readonly [key: string]: PropertyValue };

/** Stands for every value that is not known before the resource exists. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

export type Secret = { readonly [SIGNATURE]: typeof SECRET; readonly value: PropertyValue };

/** A file or text a program hands over; `path` is as the program wrote it, relative to its working directory. */
export type Asset = {
  readonly [SIGNATURE]: typeof ASSET;
  readonly path?: string;
  readonly text?: string;
  readonly uri?: string;
  /** sha256, hex */
  readonly hash?: string;
};

export function isObject(value: PropertyValue | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

export function isUnknown(value: PropertyValue | undefined): boolean {
  return value === UNKNOWN;
}

function hasSignature(value: PropertyValue | undefined, signature: string): value is Properties {
  return isObject(value) && value[SIGNATURE] === signature;
}

export function isSecret(value: PropertyValue | undefined): value is Secret {
  return hasSignature(value, SECRET);
}

export function isAsset(value: PropertyValue | undefined): value is Asset {
  return hasSignature(value, ASSET);
}

export function isArchive(value: PropertyValue | undefined): value is Properties {
  return hasSignature(value, ARCHIVE);
}

/** An asset or an archive: one value, not an object to look into. */
export function isFile(value: PropertyValue | undefined): value is Properties {
  return isAsset(value) || isArchive(value);
}

export function secret(value: PropertyValue): PropertyValue {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

export function fileAsset(path: string, hash: string): Asset {
  return { [SIGNATURE]: ASSET, path, hash };
}

/** Whether the test holds for the value or for anything inside it. */
function contains(
  value: PropertyValue | undefined,
  test: (inner: PropertyValue | undefined) => boolean,
): boolean {
  if (test(value)) return true;
  if (isList(value)) return value.some((item) => contains(item, test));
  if (isObject(value)) return Object.values(value).some((item) => contains(item, test));
  return false;
}

export function containsUnknown(value: PropertyValue | undefined): boolean {
  return contains(value, isUnknown);
}

export function containsSecret(value: PropertyValue | undefined): boolean {
  return contains(value, isSecret);
}

/** The value with every secret mark taken off, at any depth. */
export function withoutSecrets(value: PropertyValue): PropertyValue {
  if (isSecret(value)) return withoutSecrets(value.value);
  if (isList(value)) return value.map(withoutSecrets);
  if (isObject(value)) return mapProperties(value, withoutSecrets);
  return value;
}

/** The value with `mask` in the place of every secret, for anything that is shown or logged. */
export function maskSecrets(value: PropertyValue, mask = "[secret]"): PropertyValue {
  if (isSecret(value)) return mask;
  if (isList(value)) return value.map((item) => maskSecrets(item, mask));
  if (isObject(value)) return mapProperties(value, (item) => maskSecrets(item, mask));
  return value;
}

export function mapProperties(
  properties: Properties,
  change: (value: PropertyValue) => PropertyValue,
): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, change(value)]));
}

/**
 * Same value, whatever the order of an object's keys; null is the same as absent, as engines take it. Assets and
 * archives are the same when their content is.
 */
export function sameValue(left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
  if ((left ?? undefined) === (right ?? undefined)) return true;
  if (isList(left) && isList(right)) {
    const [longer, shorter] = left.length < right.length ? [right, left] : [left, right];
    return longer.every((item, index) => sameValue(item, shorter[index]));
  }
  if (isFile(left) && isFile(right) && left["hash"] !== undefined) {
    return left[SIGNATURE] === right[SIGNATURE] && left["hash"] === right["hash"];
  }
  if (isObject(left) && isObject(right)) {
    const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...keys].every((key) => sameValue(left[key], right[key]));
  }
  return false;
}
