import { createHash } from "node:crypto";
import type { Provider } from "../../local/provider/provider.ts";
import type { Properties } from "../../local/provider/values.ts";

export type Declared = {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
};

/** Declares one resource of `stack` as an engine does: check, then create. `type`: "web:WebApp" of azure-native */
export async function declare(
  providers: readonly Provider[],
  type: string,
  news: Properties,
  stack = "test",
): Promise<Declared> {
  const provider = azureNative(providers);
  const urn = `urn:pulumi:${stack}::faults::azure-native:${type}::${type}`;
  const randomSeed = createHash("sha256").update(urn).digest();
  const { inputs, failures } = await provider.check({ urn, olds: undefined, news, randomSeed });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return { urn, inputs, ...(await provider.create({ urn, inputs, preview: false })) };
}

function azureNative(providers: readonly Provider[]): Provider {
  const provider = providers.find(({ name }) => name === "azure-native");
  if (!provider) throw new Error("no azure-native");
  return provider;
}

/** A resource group with a plan. */
export async function declarePlan(
  providers: readonly Provider[],
  resourceGroupName: string,
  stack?: string,
): Promise<string> {
  const name = "plan";
  await declare(providers, "resources:ResourceGroup", { resourceGroupName, location: "eastus2" }, stack);
  const inputs = { resourceGroupName, name, kind: "linux", reserved: true, sku: { name: "B1" } };
  return (await declare(providers, "web:AppServicePlan", inputs, stack)).id;
}
