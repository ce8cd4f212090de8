import { describe, expect, it } from "vitest";
import { dedicatedFeature, isSharedTier, skuOf } from "./sku.ts";

describe("a SKU", () => {
  it.each([
    ["F1", "Free"],
    ["D1", "Shared"],
    ["B2", "Basic"],
    ["S1", "Standard"],
    ["P1v2", "PremiumV2"],
    ["P0v3", "PremiumV3"],
    ["P3mv3", "PremiumV3"],
    ["I1v2", "IsolatedV2"],
  ])("%s is of the tier %s", (name, tier) => {
    expect(skuOf(name)?.tier).toBe(tier);
  });

  it("is F1 where none is named, and nothing where the name is unknown", () => {
    expect(skuOf(undefined)?.tier).toBe("Free");
    expect(skuOf("F2")).toBeUndefined();
    expect(skuOf("B4")).toBeUndefined();
  });

  it("is of a shared tier when it is free or shared", () => {
    expect(["F1", "D1", "B1", "P1v3"].map((name) => isSharedTier(skuOf(name)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a site", () => {
  it("needs a dedicated tier for Always On and for 64-bit workers", () => {
    expect(dedicatedFeature({ siteConfig: { alwaysOn: true } })).toBe("AlwaysOn feature");
    expect(dedicatedFeature({ siteConfig: { use32BitWorkerProcess: false } })).toBe("x64 worker process");
    expect(
      dedicatedFeature({ siteConfig: { alwaysOn: false, use32BitWorkerProcess: true } }),
    ).toBeUndefined();
    expect(dedicatedFeature({})).toBeUndefined();
  });
});
