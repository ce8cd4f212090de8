import { describe, it } from "vitest";
import { UNKNOWN } from "../provider/values.ts";
import {
  flagAt,
  listAt,
  numberAt,
  objectAt,
  requiredTextAt,
  textAt,
  valueAt,
  without,
} from "./property-at.ts";

const inputs = {
  name: "raptor",
  later: UNKNOWN,
  siteConfig: { alwaysOn: true, cors: { allowedOrigins: ["a", "b"] } },
  sku: { capacity: 2 },
  tags: { "a.b": "c" },
};

describe("a property", () => {
  it("is found by its path", ({ expect }) => {
    expect(valueAt(inputs, "siteConfig.cors.allowedOrigins[1]")).toBe("b");
    expect(valueAt(inputs, 'tags["a.b"]')).toBe("c");
    expect(valueAt(inputs, "siteConfig.nothing.here")).toBeUndefined();
    expect(valueAt(inputs, "name.length")).toBeUndefined();
    expect(valueAt(inputs, "later.sku.name")).toBe(UNKNOWN);
  });

  it("is read as what it should be, or not at all", ({ expect }) => {
    expect(textAt(inputs, "name")).toBe("raptor");
    expect(textAt(inputs, "sku.capacity")).toBeUndefined();
    expect(textAt(inputs, "later")).toBeUndefined();
    expect(flagAt(inputs, "siteConfig.alwaysOn")).toBe(true);
    expect(flagAt(inputs, "name")).toBeUndefined();
    expect(numberAt(inputs, "sku.capacity")).toBe(2);
    expect(objectAt(inputs, "name")).toEqual({});
    expect(listAt(inputs, "siteConfig.cors.allowedOrigins")).toEqual(["a", "b"]);
    expect(listAt(inputs, "name")).toEqual([]);
  });

  it("that has to be there is named when it is not", ({ expect }) => {
    expect(() => requiredTextAt(inputs, "sku.capacity")).toThrow(
      "the property 'sku.capacity' must be a string",
    );
  });

  it("can be left out", ({ expect }) => {
    expect(Object.keys(without(inputs, ["name", "sku", "other"]))).toEqual(["later", "siteConfig", "tags"]);
  });
});
