import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterEach, describe, expect, it } from "vitest";
import { createProvider } from "../provider/provider.ts";
import { serveProvider } from "../provider/serve.ts";
import { fromStruct } from "../provider/struct.ts";
import { connectTo } from "../provider/test-client.ts";
import { secret, UNKNOWN, type Properties } from "../provider/values.ts";
import { azureHandlers, azureInvokes } from "./azure-provider.ts";
import { cases, deployerId, inGroup, type Case } from "./protocol-cases.ts";
import { createTestAzure, subscriptionId } from "./test-azure.ts";

/** Every resource type through the whole protocol, over gRPC as the CLI speaks it. */

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

it("has a case for each type that is served", () => {
  const served = azureHandlers(createTestAzure().arm).map(({ type }) => type);
  const covered = new Set(Object.values(cases).map(({ type }) => type));
  expect([...covered].toSorted()).toEqual(served.toSorted());
});

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

  it("is previewed before anything that it needs is known, and not created so", async () => {
    const { client } = await attach(one.needs);
    const news = Object.fromEntries(Object.keys(one.inputs).map((name) => [name, UNKNOWN]));
    const inputs = await check(client, one, news);
    const preview = await client.create(urn, inputs, true);
    expect(fromStruct(preview.getProperties())).toMatchObject(news);
    await expect(client.create(urn, inputs)).rejects.toMatchObject({
      details: expect.stringMatching(/^UnknownInput: .*is not known outside a preview$/) as string,
    });
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

  if (one.changed) {
    it("changes in place", async () => {
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
  }

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

  if (one.bad) {
    it("is refused by the property's name when an input is wrong", async () => {
      const { client } = await attach(one.needs);
      const [inputs = {}, property] = one.bad ?? [];
      const checked = await client.check(urn, inputs);
      expect(checked.getFailuresList().map((failure) => failure.getProperty())).toContain(property);
    });
  }

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

describe("functions over the wire", () => {
  const sas = "azure-native:storage:listStorageAccountServiceSAS";
  const args = {
    ...inGroup,
    accountName: "packages1",
    canonicalizedResource: "/blob/packages1/packages/a.zip",
    resource: "b",
    permissions: "r",
    sharedAccessExpiryTime: "2099-01-01",
  };

  it("tell who deploys, and where to", async () => {
    const { client } = await attach([]);
    const response = await client.invoke("azure-native:authorization:getClientConfig", {});
    expect(fromStruct(response.getReturn())).toMatchObject({ subscriptionId, objectId: deployerId });
  });

  it("mark a signed URL as a secret", async () => {
    const { client } = await attach(["rg", "account", "container"]);
    const { serviceSasToken } = fromStruct((await client.invoke(sas, args)).getReturn());
    expect(serviceSasToken).toEqual(secret(expect.stringContaining("sig=") as string));
  });

  it("refuse with Azure's code, and by name what is not served", async () => {
    const { client } = await attach(["rg"]);
    await expect(client.invoke(sas, args)).rejects.toMatchObject({
      details: expect.stringMatching(/^ResourceNotFound: /) as string,
    });
    await expect(client.invoke(sas, { ...args, accountName: UNKNOWN })).rejects.toMatchObject({
      details: `UnknownInput: ${sas}: the argument 'accountName' is not known yet`,
    });
    await expect(client.invoke("azure-native:web:getWebApp", {})).rejects.toMatchObject({
      details: expect.stringContaining("does not serve the function azure-native:web:getWebApp") as string,
    });
  });
});
