import { shown } from "../directory/manifest.ts";
import type { CheckFailure } from "../../provider/handler.ts";
import { isUnknown, type PropertyValue } from "../../provider/values.ts";
import { isGuid } from "../directory/ids.ts";

/** "/applications/<object id>": what the azuread provider calls an application's resource id. */
export function applicationId(objectId: string): string {
  return `/applications/${objectId}`;
}

/** @throws nothing: what is no resource id comes back as it is, and no application will have it */
export function objectIdOf(applicationResourceId: PropertyValue | undefined): string {
  return shown(applicationResourceId).replace(/^\/applications\//, "");
}

/** Satellites take the resource id, not the object id. contract: entra A5 */
export function checkApplicationId(value: PropertyValue | undefined): readonly CheckFailure[] {
  if (isUnknown(value)) return [];
  if (typeof value === "string" && /^\/applications\/[^/]+$/.test(value) && isGuid(objectIdOf(value)))
    return [];
  return [
    {
      property: "applicationId",
      reason: `expected the resource id of an application (/applications/<object id>), got ${shown(value)}`,
    },
  ];
}
