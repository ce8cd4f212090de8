import { describe, expect, it, onTestFinished } from "vitest";
import { attachedProvider } from "../provider/attached-provider.ts";
import type { Provider } from "../provider/provider.ts";
import { serveProvider } from "../provider/serve.ts";
import { isUnknown, secret, UNKNOWN, withoutSecrets, type Properties } from "../provider/values.ts";
import { createDirectory } from "./directory.ts";
import { createEntraProvider } from "./provider.ts";
import { cases, OTHER, text, type Made } from "./protocol-cases.ts";
import { TENANT, TYPES } from "./resources/in-test.ts";

/** Every resource type through the whole protocol, over gRPC as the CLI speaks it. */

/** An attached tenant in which everything exists that the case needs. */
async function attach(needs: readonly string[]) {
  const directory = createDirectory({ tenantId: TENANT });
  const served = await serveProvider(createEntraProvider(directory));
  onTestFinished(() => served.close());
  const provider = await attachedProvider("azuread", served.port);
  onTestFinished(() => provider.close());
  const made: Record<string, Made> = {};
  for (const name of needs) {
    const needed = cases[name];
    if (!needed) throw new Error(`no case ${name}`);
    made[name] = await create(provider, needed.type, needed.inputs(made));
  }
  return { provider, made, state: directory.state };
}

function urnOf(type: string): string {
  return `urn:pulumi:test::raptor::${type}::it`;
}

async function check(
  provider: Provider,
  type: string,
  news: Properties,
  olds?: Properties,
): Promise<Properties> {
  const urn = urnOf(type);
  const { inputs, failures } = await provider.check({ urn, olds, news, randomSeed: Buffer.from(urn) });
  if (failures.length > 0) throw new Error(JSON.stringify(failures));
  return inputs;
}

async function create(provider: Provider, type: string, declared: Properties): Promise<Made> {
  const inputs = await check(provider, type, declared);
  return { inputs, ...(await provider.create({ urn: urnOf(type), inputs, preview: false })) };
}

it("has a case for each type that is served", async () => {
  const { types } = createEntraProvider(createDirectory({ tenantId: TENANT }));
  const covered = new Set(Object.values(cases).map(({ type }) => type));
  expect([...covered].toSorted()).toEqual(types.toSorted());
});

describe.each(Object.entries(cases))("%s over the wire", (_name, one) => {
  const { type } = one;
  const urn = urnOf(type);

  function diff(provider: Provider, { id, inputs, outputs }: Made, news: Properties) {
    return provider.diff({ urn, id, oldInputs: inputs, oldOutputs: outputs, news, ignoreChanges: [] });
  }

  async function made(): Promise<{ provider: Provider; resource: Made; declared: Properties }> {
    const { provider, made: before } = await attach(one.needs);
    const declared = one.inputs(before);
    return { provider, declared, resource: await create(provider, type, declared) };
  }

  it("is previewed: declared values known, Entra's own unknown, nothing created", async () => {
    const { provider, made: before, state } = await attach(one.needs);
    const was = JSON.stringify([...state.applications, ...state.servicePrincipals]);
    const inputs = await check(provider, type, one.inputs(before));
    const preview = await provider.create({ urn, inputs, preview: true });
    expect(preview.id).toBe("");
    expect(preview.outputs).toMatchObject(inputs);
    const known = one.unknown.filter((name) => !isUnknown(withoutSecrets(preview.outputs[name] ?? "")));
    expect(known).toEqual([]);
    expect(JSON.stringify([...state.applications, ...state.servicePrincipals])).toBe(was);
  });

  it("is previewed before anything that it needs is known", async () => {
    const { provider, made: before } = await attach(one.needs);
    const declared = one.inputs(before);
    const news = Object.fromEntries(Object.keys(declared).map((name) => [name, UNKNOWN]));
    const inputs = await check(provider, type, news);
    expect((await provider.create({ urn, inputs, preview: true })).outputs).toMatchObject(news);
    await expect(provider.create({ urn, inputs, preview: false })).rejects.toThrow(/not known/);
  });

  it("is created, and read back as it was answered", async () => {
    const { provider, resource } = await made();
    const { id, inputs: oldInputs, outputs: oldOutputs } = resource;
    expect(id).toMatch(one.id);
    expect(await provider.read({ urn, id, oldInputs, oldOutputs })).toEqual(resource);
  });

  it("has no difference to itself, also after a check with the old inputs", async () => {
    const { provider, resource, declared } = await made();
    const news = await check(provider, type, declared, resource.inputs);
    expect((await diff(provider, resource, news)).changes).toEqual([]);
  });

  if (one.importable === false) {
    it("is not imported, and says why", async () => {
      const { provider, resource } = await made();
      await expect(provider.read({ urn, id: resource.id })).rejects.toThrow("cannot be imported");
    });
  } else {
    it("is imported by its id with the inputs that declare it", async () => {
      const { provider, resource, declared } = await made();
      const imported = await provider.read({ urn, id: resource.id });
      if (!imported) throw new Error("not found");
      expect((await diff(provider, imported, await check(provider, type, declared))).changes).toEqual([]);
    });
  }

  const { changed, replaced, orphan } = one;
  if (changed) {
    it("changes in place, in the preview first", async () => {
      const { provider, resource, declared } = await made();
      const { id, inputs: oldInputs, outputs: oldOutputs } = resource;
      const news = await check(provider, type, { ...declared, ...changed }, oldInputs);
      const update = { urn, id, oldInputs, oldOutputs, news };
      const { replaces, changes } = await diff(provider, resource, news);
      expect(changes.length).toBeGreaterThan(0);
      expect(replaces).toEqual([]);
      expect(await provider.update({ ...update, preview: true })).toMatchObject(news);
      expect(await provider.read({ urn, id, oldInputs, oldOutputs })).toEqual(resource);
      const outputs = await provider.update({ ...update, preview: false });
      const read = await provider.read({ urn, id, oldInputs: news, oldOutputs: outputs });
      expect(read).toMatchObject({ inputs: news, outputs });
    });
  }

  if (replaced) {
    it("is replaced where Entra replaces", async () => {
      const { provider, resource, declared } = await made();
      const [changes, path] = replaced;
      const news = await check(provider, type, { ...declared, ...changes }, resource.inputs);
      expect((await diff(provider, resource, news)).replaces).toEqual([path]);
    });
  }

  it("is deleted, twice if need be, and then is gone", async () => {
    const { provider, resource } = await made();
    const { id, inputs: oldInputs, outputs: oldOutputs } = resource;
    await provider.delete({ urn, id });
    await provider.delete({ urn, id });
    expect(await provider.read({ urn, id, oldInputs, oldOutputs })).toBeUndefined();
  });

  it("is refused by the property's name when an input is wrong", async () => {
    const { provider, made: before } = await attach(one.needs);
    const [changes, property] = one.bad;
    const news = { ...one.inputs(before), ...changes };
    const { failures } = await provider.check({ urn, olds: undefined, news, randomSeed: new Uint8Array() });
    expect(failures.map((failure) => failure.property)).toEqual([property]);
  });

  if (orphan) {
    it("is refused with Graph's code where what it needs is gone", async () => {
      const { provider, made: before } = await attach(one.needs);
      const inputs = await check(provider, type, one.inputs(before));
      for (const name of one.needs.toReversed()) {
        await provider.delete({ urn: urnOf(cases[name]?.type ?? ""), id: text(before[name], "id") });
      }
      const creation = provider.create({ urn, inputs, preview: false });
      await expect(creation).rejects.toMatchObject({ name: "ProviderError", code: orphan });
    });
  }
});

describe("a secret over the wire", () => {
  it("is marked where it is told, and not told again", async () => {
    const { provider, made } = await attach(["api", "password"]);
    const { id, inputs: oldInputs, outputs: oldOutputs } = made["password"] ?? {};
    expect(oldOutputs?.["value"]).toEqual(secret(expect.any(String) as string));
    const read = await provider.read({
      urn: urnOf(TYPES.password),
      id: id ?? "",
      oldInputs: oldInputs ?? {},
    });
    expect(read?.outputs["value"]).toBeUndefined();
  });
});

describe("functions over the wire", () => {
  it("tell who deploys and find a service principal", async () => {
    const { provider, made } = await attach(["api", "apiPrincipal"]);
    const config = await provider.invoke("azuread:index/getClientConfig:getClientConfig", {});
    expect(config).toMatchObject({ tenantId: TENANT });
    const clientId = text(made["api"]?.outputs, "clientId");
    const token = "azuread:index/getServicePrincipal:getServicePrincipal";
    const objectId = made["apiPrincipal"]?.outputs["objectId"];
    expect(await provider.invoke(token, { clientId })).toMatchObject({ objectId });
    await expect(provider.invoke(token, { clientId: OTHER })).rejects.toThrow("No service principal found");
    await expect(provider.invoke("azuread:index/getGroup:getGroup", {})).rejects.toThrow(/getGroup/);
  });
});
