import type { Properties } from "../provider/values.ts";
import { flagAt } from "./property-at.ts";

/** A size of App Service plans. */
export type Sku = {
  readonly name: string;
  readonly tier: string;
  readonly family: string;
  readonly maximumWorkers: number;
};

const tiers: readonly (readonly [pattern: RegExp, tier: string, family: string, maximumWorkers: number])[] = [
  [/^F1$/i, "Free", "F", 1],
  [/^D1$/i, "Shared", "D", 1],
  [/^B[123]$/i, "Basic", "B", 3],
  [/^S[123]$/i, "Standard", "S", 10],
  [/^P[123]v2$/i, "PremiumV2", "Pv2", 30],
  [/^P(0|[123]|[1-5]m)v3$/i, "PremiumV3", "Pv3", 30],
  [/^P(0|[123]|[1-5]m)v4$/i, "PremiumV4", "Pv4", 30],
  [/^I[1-6]m?v2$/i, "IsolatedV2", "Iv2", 100],
];

/** What Azure knows of an App Service plan's SKU by its name; without a name it is F1. */
export function skuOf(name: string | undefined): Sku | undefined {
  const wanted = name ?? "F1";
  const found = tiers.find(([pattern]) => pattern.test(wanted));
  if (!found) return undefined;
  const [, tier, family, maximumWorkers] = found;
  return { name: wanted, tier, family, maximumWorkers };
}

/** Free and Shared plans run 32-bit workers only and unload idle sites. contract: pulumi 5.2 */
export function isSharedTier(sku: Sku | undefined): boolean {
  return sku?.tier === "Free" || sku?.tier === "Shared";
}

/** What a site declares that Free and Shared plans do not allow, in Azure's words. */
export function dedicatedFeature(siteInputs: Properties): string | undefined {
  if (flagAt(siteInputs, "siteConfig.alwaysOn") === true) return "AlwaysOn feature";
  return flagAt(siteInputs, "siteConfig.use32BitWorkerProcess") === false ? "x64 worker process" : undefined;
}
