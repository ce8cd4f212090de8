import { shown } from "../directory/manifest.ts";
import type { CheckFailure } from "../../provider/handler.ts";
import { isUnknown, type PropertyValue } from "../../provider/values.ts";
import { isGuid } from "../directory/ids.ts";

// The reasons read as those of the real provider. contract: entra A14

export function checkUuid(property: string, value: PropertyValue | undefined): readonly CheckFailure[] {
  if (value === undefined || isUnknown(value)) return [];
  if (typeof value === "string" && isGuid(value)) return [];
  return [{ property, reason: `expected "${property}" to be a valid UUID, got ${shown(value)}` }];
}

export function checkOneOf(
  property: string,
  value: PropertyValue | undefined,
  allowed: readonly PropertyValue[],
): readonly CheckFailure[] {
  if (value === undefined || isUnknown(value) || allowed.includes(value)) return [];
  return [
    {
      property,
      reason: `expected ${property} to be one of [${allowed.map(shown).join(" ")}], got ${shown(value)}`,
    },
  ];
}

export function checkNotEmpty(property: string, value: PropertyValue | undefined): readonly CheckFailure[] {
  if (isUnknown(value) || (typeof value === "string" && value.trim() !== "")) return [];
  return [{ property, reason: `"${property}" must not be empty` }];
}
