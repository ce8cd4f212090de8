import type { Value } from "google-protobuf/google/protobuf/struct_pb.js";
import type { PropertyValue } from "../provider/values.ts";

export function fromValue(value: Value | undefined): PropertyValue | undefined {
  return value === undefined ? undefined : (value.toJavaScript() as PropertyValue);
}

/** proto3 has no absent string: an empty one means that it was not given. */
export function optional(text: string): string | undefined {
  return text === "" ? undefined : text;
}
