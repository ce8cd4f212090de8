import { isRange, tierOf, type Instances, type Sku } from "./sku.ts";

/** The part of an App Service plan's body that says how big it is. */
type PlanSize = {
  readonly sku: { readonly name: string; readonly tier: string; readonly capacity?: number };
  readonly elasticScaleEnabled?: boolean;
  readonly maximumElasticWorkerCount?: number;
};

export function planSize(sku: Sku, instances: Instances): PlanSize {
  const tier = tierOf(sku);
  if (!tier.dedicated) return { sku: { name: sku, tier: tier.name } };
  const size = { sku: { name: sku, tier: tier.name, capacity: instances.minimum } };
  if (!isRange(instances)) return size;
  return { ...size, elasticScaleEnabled: true, maximumElasticWorkerCount: instances.maximum };
}
