import * as fc from "fast-check";
import { describe, it } from "vitest";
import { planSize } from "./plan-size.ts";
import { SKUS, tierOf, type Sku } from "./sku.ts";

describe("the size of a plan", () => {
  it("is what Free allows: nothing to choose", ({ expect }) => {
    expect(planSize("F1", { minimum: 1, maximum: 1 })).toEqual({ sku: { name: "F1", tier: "Free" } });
  });

  it("is a fixed number of instances, or automatic scaling up to the end of a range", ({ expect }) => {
    expect(planSize("S1", { minimum: 3, maximum: 3 })).toEqual({
      sku: { name: "S1", tier: "Standard", capacity: 3 },
    });
    expect(planSize("P1v3", { minimum: 2, maximum: 5 })).toEqual({
      sku: { name: "P1v3", tier: "PremiumV3", capacity: 2 },
      elasticScaleEnabled: true,
      maximumElasticWorkerCount: 5,
    });
  });

  it("names the tier of every SKU, and never more instances than it allows", ({ expect }) => {
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(SKUS) as Sku[])), fc.nat(29), (sku, n) => {
        const instances = Math.min(n + 1, tierOf(sku).maximumInstances);
        const size = planSize(sku, { minimum: instances, maximum: instances });
        expect(size.sku).toMatchObject({ name: sku, tier: tierOf(sku).name });
        expect(size.sku.capacity ?? 1).toBe(instances);
      }),
    );
  });
});
