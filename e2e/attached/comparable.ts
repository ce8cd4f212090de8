import type { ResourceState } from "../../local/engine/state.ts";
import { maskSecrets, type PropertyValue } from "../../local/provider/values.ts";

/** GUIDs, and what Graph calls grants and assignments by. */
const MADE_UP_ID =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<=\/(?:oauth2PermissionGrants|appRoleAssignedTo)\/)[\w-]{43}/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g;
const ETAG = /\\"0x[0-9A-F]+\\"/g;
/** The id of an identifier URI holds the URI, and so the client id, in base64. */
const BASE64_URI = /(?<=\/identifierUris\/)[A-Za-z0-9+/=]+/g;

/**
 * What a run left, without what is made anew in every cloud: made-up ids become numbers in the order of their appearance,
 * times and secrets go, secrets stay marked.
 */
export function comparable(resources: readonly ResourceState[]): unknown {
  const numbers = new Map<string, string>();
  const byUrn = resources.toSorted((left, right) => (left.urn < right.urn ? -1 : 1));
  const text = JSON.stringify(
    byUrn.map(({ inputs, outputs, ...rest }) => ({
      ...rest,
      inputs: sorted(maskSecrets(inputs)),
      outputs: sorted(maskSecrets(outputs)),
    })),
  );
  const same = text
    .replaceAll(TIME, "time")
    .replaceAll(ETAG, "etag")
    .replaceAll(BASE64_URI, (uri) => Buffer.from(uri, "base64").toString("utf8"))
    .replaceAll(MADE_UP_ID, (id) => {
      const number = numbers.get(id) ?? `id ${numbers.size + 1}`;
      numbers.set(id, number);
      return number;
    });
  return JSON.parse(same) as unknown;
}

/** Structs of the wire do not keep the order of keys. */
function sorted(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
