import { createHash } from "node:crypto";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterEach, describe, expect, it } from "vitest";
import { createProvider } from "../provider/provider.ts";
import { serveProvider } from "../provider/serve.ts";
import { fromStruct } from "../provider/struct.ts";
import { connectTo } from "../provider/test-client.ts";
import { UNKNOWN, type Properties } from "../provider/values.ts";
import { azureHandlers, azureInvokes } from "./azure-provider.ts";
import { createTestAzure, subscriptionId } from "./test-azure.ts";

/** Every resource type through the whole protocol, over gRPC as the CLI speaks it. */

type Case = {
  readonly type: string;
  /** what has to exist, in order */
  readonly needs: readonly string[];
  readonly inputs: Properties;
  readonly id: string;
  /** inputs of a change in place; undefined where there is none */
  readonly changed?: Properties;
  /** inputs of a replacement, and the path that causes it */
  readonly replaced: readonly [inputs: Properties, path: string];
  /** outputs that are unknown in the preview of a create */
  readonly unknown: readonly string[];
  /** inputs that check refuses, with the property it names; undefined where none is */
  readonly bad?: readonly [inputs: Properties, property: string];
  /** Singletons stay: what is left of them after a delete */
  readonly left?: Properties;
};

const group = `/subscriptions/${subscriptionId}/resourceGroups/rg`;
const plan = `${group}/providers/Microsoft.Web/serverfarms/plan`;
const site = `${group}/providers/Microsoft.Web/sites/raptor`;
const account = `${group}/providers/Microsoft.Storage/storageAccounts/packages1`;
const container = `${account}/blobServices/default/containers/packages`;
const assignment = "0f8b9a52-5f0f-4c4c-9d25-3f3a3f1c2b11";
const role = "/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
const deployerId = "5d1a5f42-0d0c-4b6e-9f3c-6f1f0b7f2c11";
const inGroup = { resourceGroupName: "rg" };

function text(content: string): Properties {
  const hash = createHash("sha256").update(content).digest("hex");
  return { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: content, hash };
}

function setting(
  type: string,
  path: string,
  declared: Properties,
  changed: Properties,
  left: Properties,
): Case {
  return {
    type: `azure-native:web:${type}`,
    needs: ["rg", "plan", "site", "second"],
    inputs: { ...inGroup, name: "raptor", ...declared },
    id: `${site}/${path}`,
    changed: { ...inGroup, name: "raptor", ...changed },
    replaced: [{ ...inGroup, name: "second", ...declared }, "name"],
    unknown: ["type"],
    bad: [{ ...inGroup, ...declared }, "name"],
    left,
  };
}

const cases: Readonly<Record<string, Case>> = {
  rg: {
    type: "azure-native:resources:ResourceGroup",
    needs: [],
    inputs: { resourceGroupName: "rg", location: "eastus2" },
    id: group,
    changed: { resourceGroupName: "rg", location: "East US 2", tags: { a: "b" } },
    replaced: [{ resourceGroupName: "rg", location: "westus" }, "location"],
    unknown: ["name", "type", "properties"],
    bad: [{ resourceGroupName: "rg.", location: "eastus2" }, "resourceGroupName"],
  },
  plan: {
    type: "azure-native:web:AppServicePlan",
    needs: ["rg"],
    inputs: { ...inGroup, name: "plan", kind: "linux", reserved: true, sku: { name: "B1" } },
    id: plan,
    changed: { ...inGroup, name: "plan", kind: "linux", reserved: true, sku: { name: "B2" } },
    replaced: [{ ...inGroup, name: "plan2", kind: "linux", reserved: true, sku: { name: "B1" } }, "name"],
    unknown: ["status", "numberOfWorkers", "geoRegion"],
    bad: [{ ...inGroup, name: "plan", kind: "linux" }, "reserved"],
  },
  site: {
    type: "azure-native:web:WebApp",
    needs: ["rg", "plan"],
    inputs: { ...inGroup, name: "raptor", serverFarmId: plan, siteConfig: { alwaysOn: true } },
    id: site,
    changed: { ...inGroup, name: "raptor", serverFarmId: plan, siteConfig: { alwaysOn: false } },
    replaced: [{ ...inGroup, name: "other", serverFarmId: plan, siteConfig: { alwaysOn: true } }, "name"],
    unknown: ["defaultHostName", "hostNames", "state", "outboundIpAddresses"],
    bad: [{ ...inGroup, name: "-" }, "name"],
  },
  second: {
    type: "azure-native:web:WebApp",
    needs: ["rg", "plan", "site"],
    inputs: { ...inGroup, name: "second", serverFarmId: plan },
    id: `${group}/providers/Microsoft.Web/sites/second`,
    replaced: [{ ...inGroup, name: "third", serverFarmId: plan }, "name"],
    unknown: ["defaultHostName"],
  },
  auth: setting(
    "WebAppAuthSettingsV2",
    "config/authsettingsV2",
    { platform: { enabled: true } },
    { platform: { enabled: true, runtimeVersion: "~2" } },
    { platform: { enabled: false } },
  ),
  settings: setting(
    "WebAppApplicationSettings",
    "config/appsettings",
    { properties: { A: "1" } },
    { properties: { A: "2" } },
    { properties: {} },
  ),
  ftp: setting(
    "WebAppFtpAllowed",
    "basicPublishingCredentialsPolicies/ftp",
    { allow: false },
    { allow: true },
    { allow: true },
  ),
  scm: setting(
    "WebAppScmAllowed",
    "basicPublishingCredentialsPolicies/scm",
    { allow: false },
    { allow: true },
    { allow: true },
  ),
  account: {
    type: "azure-native:storage:StorageAccount",
    needs: ["rg"],
    inputs: { ...inGroup, accountName: "packages1", kind: "StorageV2", sku: { name: "Standard_LRS" } },
    id: account,
    changed: { ...inGroup, accountName: "packages1", kind: "StorageV2", sku: { name: "Standard_GRS" } },
    replaced: [
      { ...inGroup, accountName: "packages2", kind: "StorageV2", sku: { name: "Standard_LRS" } },
      "accountName",
    ],
    unknown: ["name", "primaryEndpoints", "creationTime"],
    bad: [{ ...inGroup, accountName: "A", kind: "StorageV2", sku: { name: "Standard_LRS" } }, "accountName"],
  },
  container: {
    type: "azure-native:storage:BlobContainer",
    needs: ["rg", "account"],
    inputs: { ...inGroup, accountName: "packages1", containerName: "packages" },
    id: container,
    changed: { ...inGroup, accountName: "packages1", containerName: "packages", metadata: { a: "b" } },
    replaced: [{ ...inGroup, accountName: "packages1", containerName: "other" }, "containerName"],
    unknown: ["name", "etag"],
    bad: [{ ...inGroup, accountName: "packages1", containerName: "A" }, "containerName"],
  },
  blob: {
    type: "azure-native:storage:Blob",
    needs: ["rg", "account", "container"],
    inputs: {
      ...inGroup,
      accountName: "packages1",
      containerName: "packages",
      blobName: "a.zip",
      source: text("a"),
    },
    id: `${container}/blobs/a.zip`,
    changed: {
      ...inGroup,
      accountName: "packages1",
      containerName: "packages",
      blobName: "a.zip",
      source: text("a"),
      contentType: "application/zip",
    },
    replaced: [
      {
        ...inGroup,
        accountName: "packages1",
        containerName: "packages",
        blobName: "a.zip",
        source: text("b"),
      },
      "source",
    ],
    unknown: ["url", "name"],
    bad: [{ ...inGroup, accountName: "packages1", containerName: "packages", blobName: "a." }, "blobName"],
  },
  identity: {
    type: "azure-native:managedidentity:UserAssignedIdentity",
    needs: ["rg"],
    inputs: { ...inGroup, resourceName: "identity" },
    id: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`,
    changed: { ...inGroup, resourceName: "identity", tags: { a: "b" } },
    replaced: [{ ...inGroup, resourceName: "other" }, "resourceName"],
    unknown: ["clientId", "principalId", "name", "tenantId"],
    bad: [{ ...inGroup, resourceName: "a" }, "resourceName"],
  },
  role: {
    type: "azure-native:authorization:RoleAssignment",
    needs: ["rg"],
    inputs: { scope: group, roleAssignmentName: assignment, principalId: deployerId, roleDefinitionId: role },
    id: `${group}/providers/Microsoft.Authorization/roleAssignments/${assignment}`,
    changed: {
      scope: group,
      roleAssignmentName: assignment,
      principalId: deployerId,
      roleDefinitionId: role,
      description: "who deploys",
    },
    replaced: [
      { scope: group, roleAssignmentName: assignment, principalId: "other", roleDefinitionId: role },
      "principalId",
    ],
    unknown: ["name", "createdOn"],
    bad: [{ scope: group, principalId: deployerId, roleDefinitionId: "Reader" }, "roleDefinitionId"],
  },
};

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/** An attached cloud in which everything exists that the case needs. */
async function attach(needs: readonly string[]) {
  const { arm, directory } = createTestAzure({
    directory: {
      add: ({ name }) => ({ clientId: `client of ${name}`, principalId: `principal of ${name}` }),
      remove() {},
      has: (principalId) => principalId === deployerId,
    },
  });
  const handlers = azureHandlers(arm);
  const provider = createProvider({
    name: "azure-native",
    version: "3.28.0",
    handlers,
    invokes: azureInvokes(arm),
  });
  const served = await serveProvider(provider);
  open.push(() => served.close());
  const client = connectTo(served.port);
  open.push(() => client.close());
  for (const name of needs) {
    const needed = cases[name];
    if (!needed) throw new Error(`no case ${name}`);
    await create(client, needed);
  }
  return { client, arm, directory };
}

type Client = ReturnType<typeof connectTo>;

function urnOf({ type }: Case): string {
  return `urn:pulumi:test::raptor::${type}::it`;
}

async function check(client: Client, one: Case, news: Properties, olds?: Properties): Promise<Properties> {
  const checked = await client.check(urnOf(one), news, olds);
  const [failure] = checked.getFailuresList();
  if (failure) throw new Error(`${failure.getProperty()}: ${failure.getReason()}`);
  return fromStruct(checked.getInputs());
}

async function create(client: Client, one: Case) {
  const inputs = await check(client, one, one.inputs);
  const created = await client.create(urnOf(one), inputs);
  return { id: created.getId(), inputs, outputs: fromStruct(created.getProperties()) };
}

describe.each(Object.entries(cases))("%s over the wire", (_name, one) => {
  const urn = urnOf(one);

  it("is previewed: declared values known, Azure's own unknown, nothing created", async () => {
    const { client, arm } = await attach(one.needs);
    const before = arm.resources.size;
    const inputs = await check(client, one, one.inputs);
    const preview = await client.create(urn, inputs, true);
    const outputs = fromStruct(preview.getProperties());
    expect(preview.getId()).toBe("");
    expect(outputs).toMatchObject(inputs);
    for (const name of one.unknown) expect([name, outputs[name]]).toEqual([name, UNKNOWN]);
    expect(arm.resources.size).toBe(before);
  });

  it("is created with the id of Azure's API, and read back as it was answered", async () => {
    const { client } = await attach(one.needs);
    const { id, inputs, outputs } = await create(client, one);
    expect(id).toBe(one.id);
    expect(outputs["id"]).toBe(id);
    const read = await client.read(urn, id, inputs);
    expect(read.getId()).toBe(id);
    expect(fromStruct(read.getProperties())).toEqual(outputs);
    expect(fromStruct(read.getInputs())).toEqual(inputs);
  });

  it("has no difference to itself, also after a check with the old inputs", async () => {
    const { client } = await attach(one.needs);
    const { inputs } = await create(client, one);
    const diff = await client.diff(urn, inputs, await check(client, one, one.inputs, inputs));
    expect(diff.getChanges()).toBe(pb.DiffResponse.DiffChanges.DIFF_NONE);
  });

  it("is imported by its id with the inputs that declare it", async () => {
    const { client } = await attach(one.needs);
    const { id } = await create(client, one);
    const imported = await client.read(urn, id);
    const news = await check(client, one, one.inputs);
    const diff = await client.diff(urn, fromStruct(imported.getInputs()), news);
    expect(diff.getDiffsList()).toEqual([]);
  });

  it.skipIf(!one.changed)("changes in place", async () => {
    const { client } = await attach(one.needs);
    const { id, inputs } = await create(client, one);
    const news = await check(client, one, one.changed ?? {}, inputs);
    const diff = await client.diff(urn, inputs, news);
    expect(diff.getChanges()).toBe(pb.DiffResponse.DiffChanges.DIFF_SOME);
    expect(diff.getReplacesList()).toEqual([]);
    const preview = await client.update(urn, id, inputs, news, true);
    expect(fromStruct(preview.getProperties())).toMatchObject(news);
    await client.update(urn, id, inputs, news);
    expect(fromStruct((await client.read(urn, id, news)).getInputs())).toEqual(news);
  });

  it("is replaced where Azure replaces, the old one first, because it has a name of its own", async () => {
    const { client } = await attach(one.needs);
    const { inputs } = await create(client, one);
    const [replaced, path] = one.replaced;
    const diff = await client.diff(urn, inputs, await check(client, one, replaced, inputs));
    expect(diff.getReplacesList()).toContain(path);
    expect(diff.getDeletebeforereplace()).toBe(true);
  });

  it("is deleted, twice if need be, and then is gone or as it was at first", async () => {
    const { client } = await attach(one.needs);
    const { id, inputs } = await create(client, one);
    await client.delete(urn, id);
    await client.delete(urn, id);
    const read = await client.read(urn, id, inputs);
    if (one.left) expect(fromStruct(read.getInputs())).toMatchObject(one.left);
    else expect(read.getId()).toBe("");
  });

  it.skipIf(!one.bad)("is refused by the property's name when an input is wrong", async () => {
    const { client } = await attach(one.needs);
    const [inputs = {}, property] = one.bad ?? [];
    const checked = await client.check(urn, inputs);
    expect(checked.getFailuresList().map((failure) => failure.getProperty())).toContain(property);
  });

  it("is refused with Azure's code where what it needs is gone", async () => {
    const { client } = await attach([]);
    if (one.needs.length === 0) return;
    const inputs = { location: "eastus2", ...one.inputs };
    await expect(client.create(urn, inputs)).rejects.toMatchObject({
      details: expect.stringMatching(
        /^(ResourceGroupNotFound|ResourceNotFound|ParentResourceNotFound): /,
      ) as string,
    });
  });
});

describe("a made-up name over the wire", () => {
  it("lets the new one come before the old one goes", async () => {
    const { client } = await attach(["rg"]);
    const one = cases["identity"];
    if (!one) throw new Error("no case");
    const inputs = await check(client, one, inGroup);
    const diff = await client.diff(urnOf(one), inputs, { ...inputs, location: "westus" });
    expect(diff.getReplacesList()).toEqual(["location"]);
    expect(diff.getDeletebeforereplace()).toBe(false);
  });
});
