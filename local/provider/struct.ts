import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "./values.ts";

/** Properties as they travel in Pulumi's protocol. */
export function toStruct(properties: Properties): Struct {
  return structPb.Struct.fromJavaScript(properties);
}

export function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** An engine sends an empty struct where there is nothing. */
export function fromOptionalStruct(struct: Struct | undefined): Properties | undefined {
  const properties = fromStruct(struct);
  return Object.keys(properties).length === 0 ? undefined : properties;
}
