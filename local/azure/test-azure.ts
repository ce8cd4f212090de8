import { randomUUID } from "node:crypto";
import { createProvider, typeOf } from "../provider/provider.ts";
import type { Properties } from "../provider/values.ts";
import { createArm, type Arm, type ArmOptions, type ManagedIdentityDirectory } from "./arm.ts";
import { azureHandlers, azureInvokes } from "./azure-provider.ts";

/** For the tests of this folder: an empty subscription, and its provider called as an engine calls it. */
export type TestAzure = {
  readonly arm: Arm;
  /** the site changes that were announced, as "created raptor-client" */
  readonly announced: readonly string[];
  readonly directory: ManagedIdentityDirectory & { readonly principals: ReadonlySet<string> };
  /** check and create; throws the check's failures as "property: reason" */
  create(type: string, name: string, inputs: Properties): Promise<Deployed>;
  update(resource: Deployed, inputs: Properties): Promise<Deployed>;
  failures(type: string, name: string, inputs: Properties): Promise<readonly string[]>;
  /** paths of what would change, with "replace" before those that replace */
  diff(resource: Deployed, inputs: Properties): Promise<readonly string[]>;
  /** a refresh; without inputs and outputs an import */
  read(
    resource: Pick<Deployed, "urn" | "id"> & Partial<Deployed>,
  ): Promise<{ inputs: Properties; outputs: Properties } | undefined>;
  delete(resource: Deployed): Promise<void>;
  preview(type: string, name: string, inputs: Properties): Promise<Properties>;
  previewUpdate(resource: Deployed, inputs: Properties): Promise<Properties>;
  invoke(token: string, args: Properties): Promise<Properties>;
};

export type Deployed = {
  readonly urn: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
};

export const subscriptionId = "11111111-1111-4111-8111-111111111111";
export const tenantId = "22222222-2222-4222-8222-222222222222";

export function createTestAzure(options: Partial<ArmOptions> = {}): TestAzure {
  const announced: string[] = [];
  const directory = memoryDirectory();
  const arm = createArm({
    subscriptionId,
    tenantId,
    directory,
    hooks: {
      siteChanged(siteId, change) {
        announced.push(`${change} ${siteId.slice(siteId.lastIndexOf("/") + 1)}`);
        return Promise.resolve();
      },
    },
    now: () => new Date("2026-11-23T12:00:00Z"),
    ...options,
  });
  const provider = createProvider({
    name: "azure-native",
    version: "3.28.0",
    handlers: azureHandlers(arm),
    invokes: azureInvokes(arm),
  });

  async function checked(urn: string, inputs: Properties, olds: Properties | undefined) {
    return provider.check({ urn, olds, news: inputs, randomSeed: Buffer.from(urn) });
  }

  async function checkedInputs(urn: string, inputs: Properties, olds?: Properties): Promise<Properties> {
    const result = await checked(urn, inputs, olds);
    const [failure] = result.failures;
    if (failure) throw new Error(`${failure.property}: ${failure.reason}`);
    return result.inputs;
  }

  return {
    arm,
    announced,
    directory,
    async create(type, name, inputs) {
      const urn = urnOf(type, name);
      const news = await checkedInputs(urn, inputs);
      const created = await provider.create({ urn, inputs: news, preview: false });
      return { urn, id: created.id, inputs: news, outputs: created.outputs };
    },
    async update(resource, inputs) {
      const { urn, id, inputs: oldInputs, outputs: oldOutputs } = resource;
      const news = await checkedInputs(urn, inputs, oldInputs);
      const outputs = await provider.update({ urn, id, oldInputs, oldOutputs, news, preview: false });
      return { urn, id, inputs: news, outputs };
    },
    async failures(type, name, inputs) {
      const result = await checked(urnOf(type, name), inputs, undefined);
      return result.failures.map(({ property, reason }) => `${property}: ${reason}`);
    },
    async diff(resource, inputs) {
      const { urn, id, inputs: oldInputs, outputs: oldOutputs } = resource;
      const news = await checkedInputs(urn, inputs, oldInputs);
      const { changes } = await provider.diff({ urn, id, oldInputs, oldOutputs, news, ignoreChanges: [] });
      return changes.map(({ path, replaces }) => (replaces ? `replace ${path}` : path));
    },
    read: ({ urn, id, inputs, outputs }) =>
      provider.read({
        urn,
        id,
        ...(inputs ? { oldInputs: inputs } : {}),
        ...(outputs ? { oldOutputs: outputs } : {}),
      }),
    delete: ({ urn, id }) => provider.delete({ urn, id }),
    async preview(type, name, inputs) {
      const urn = urnOf(type, name);
      const created = await provider.create({
        urn,
        inputs: await checkedInputs(urn, inputs),
        preview: true,
      });
      return created.outputs;
    },
    async previewUpdate(resource, inputs) {
      const { urn, id, inputs: oldInputs, outputs: oldOutputs } = resource;
      const news = await checkedInputs(urn, inputs, oldInputs);
      return provider.update({ urn, id, oldInputs, oldOutputs, news, preview: true });
    },
    invoke: (token, args) => provider.invoke(token, args),
  };
}

/** Lets a test hand in the short form, "web:WebApp". */
function urnOf(type: string, name: string): string {
  const urn = `urn:pulumi:test::raptor::azure-native:${type}::${name}`;
  if (typeOf(urn) !== `azure-native:${type}`) throw new Error(`not a type: ${type}`);
  return urn;
}

function memoryDirectory() {
  const principals = new Set<string>();
  return {
    principals,
    add() {
      const principalId = randomUUID();
      principals.add(principalId);
      return { clientId: randomUUID(), principalId };
    },
    remove(principalId: string) {
      principals.delete(principalId);
    },
    has: (principalId: string) => principals.has(principalId),
  };
}

/** A resource group with a Linux plan, and one site on it. */
export async function createTestSite(azure: TestAzure, siteInputs: Properties = {}) {
  const group = await azure.create("resources:ResourceGroup", "group", {
    resourceGroupName: "rg-test",
    location: "East US 2",
  });
  const plan = await azure.create("web:AppServicePlan", "plan", {
    resourceGroupName: "rg-test",
    name: "plan",
    kind: "linux",
    reserved: true,
    sku: { name: "F1", tier: "Free" },
  });
  const siteName = "raptor-client";
  const inputs: Properties = {
    resourceGroupName: "rg-test",
    name: siteName,
    serverFarmId: plan.id,
    kind: "app,linux",
    reserved: true,
    httpsOnly: true,
    siteConfig: { linuxFxVersion: "NODE|24-lts", appCommandLine: "node server.cjs" },
    ...siteInputs,
  };
  const site = await azure.create("web:WebApp", "site", inputs);
  return { group, plan, site, siteInputs: inputs };
}
