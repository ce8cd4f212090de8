import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct, Value } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties, PropertyValue } from "../provider/values.ts";

export function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(properties: Properties): Struct {
  return structPb.Struct.fromJavaScript(properties);
}

export function fromValue(value: Value | undefined): PropertyValue | undefined {
  return value === undefined ? undefined : (value.toJavaScript() as PropertyValue);
}

/** proto3 has no absent string: an empty one means that it was not given. */
export function optional(text: string): string | undefined {
  return text === "" ? undefined : text;
}
