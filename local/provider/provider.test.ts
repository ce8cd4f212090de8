import { describe, it } from "vitest";
import { nameOf, typeOf } from "./provider.ts";
import { BOX, boxUrn, createToyCloud } from "./toy-provider.ts";
import { secret, UNKNOWN, type Properties } from "./values.ts";

const urn = boxUrn("crate");
const seed = Buffer.from("seed");

function check(inputs: Properties, olds?: Properties, config?: Properties) {
  const { provider } = createToyCloud();
  return provider.check({ urn, olds, news: inputs, randomSeed: seed, ...(config ? { config } : {}) });
}

describe("check", () => {
  it("makes up the same name for the same seed, and another one for another", async ({ expect }) => {
    const { provider } = createToyCloud();
    const names = await Promise.all(
      ["seed", "seed", "other"].map(async (text) => {
        const checked = await provider.check({
          urn,
          olds: undefined,
          news: {},
          randomSeed: Buffer.from(text),
        });
        return checked.inputs["name"];
      }),
    );
    expect(names[0]).toMatch(/^crate-[0-9a-f]{8}$/);
    expect(names[1]).toBe(names[0]);
    expect(names[2]).not.toBe(names[0]);
  });

  it("keeps the name of last time", async ({ expect }) => {
    expect((await check({}, { name: "crate-00000000" })).inputs["name"]).toBe("crate-00000000");
  });

  it("puts the secret marks back on", async ({ expect }) => {
    const checked = await check({ label: secret("x"), parts: [{ deep: secret("y") }] });
    expect(checked.inputs).toMatchObject({ label: secret("x"), parts: secret([{ deep: "y" }]) });
  });

  it("hands on the provider's configuration", async ({ expect }) => {
    expect((await check({}, undefined, { place: secret("attic") })).inputs["place"]).toBe("attic");
  });

  it("says what is wrong with which property", async ({ expect }) => {
    expect((await check({ label: "" })).failures).toEqual([
      { property: "label", reason: "a label has at least one letter" },
    ]);
  });
});

describe("diff", () => {
  function diff(olds: Properties, news: Properties, ignoreChanges: readonly string[] = []) {
    const request = { urn, id: "1", oldInputs: olds, oldOutputs: {}, news, ignoreChanges };
    return createToyCloud().provider.diff(request);
  }

  it("tells an update from a replacement", async ({ expect }) => {
    expect(await diff({ name: "a", label: "x" }, { name: "a", label: "y" })).toEqual({
      changes: [{ path: "label", kind: "update", replaces: false }],
      replaces: [],
      deleteBeforeReplace: false,
    });
    expect(await diff({ name: "a", size: { unit: "m" } }, { name: "a", size: { unit: "ft" } })).toMatchObject(
      {
        replaces: ["size.unit"],
        deleteBeforeReplace: false,
      },
    );
  });

  it("asks the old inputs whether the old one has to go first", async ({ expect }) => {
    expect(await diff({ name: "fixed" }, { name: "b" })).toMatchObject({ deleteBeforeReplace: true });
    expect(await diff({ name: "fixed", label: "x" }, { name: "fixed", label: "y" })).toMatchObject({
      deleteBeforeReplace: false,
    });
  });

  it("finds no change in a secret that only got its mark, in what is ignored, or in what means the same", async ({
    expect,
  }) => {
    expect((await diff({ label: "x" }, { label: secret("x") })).changes).toEqual([]);
    expect((await diff({ label: "x" }, { label: "y" }, ["label"])).changes).toEqual([]);
    expect((await diff({ color: "RED" }, { color: "red" })).changes).toEqual([]);
  });

  it("replaces on every change where a type has no update", async ({ expect }) => {
    const stone = urn.replace(BOX, "toy:index:Stone");
    const request = { urn: stone, id: "1", oldOutputs: {}, ignoreChanges: [] };
    const result = await createToyCloud().provider.diff({ ...request, oldInputs: { a: 1 }, news: { b: 1 } });
    expect(result.replaces).toEqual(["a", "b"]);
  });
});

describe("create", () => {
  it("previews what the cloud decides as unknown, and creates nothing", async ({ expect }) => {
    const { provider, boxes } = createToyCloud();
    const created = await provider.create({ urn, inputs: { name: "a", label: UNKNOWN }, preview: true });
    expect(created).toEqual({
      id: "",
      outputs: { name: "a", label: UNKNOWN, address: UNKNOWN, key: secret(UNKNOWN) },
    });
    expect(boxes.size).toBe(0);
  });

  it("previews a declared value of an output that the cloud would else decide", async ({ expect }) => {
    const { provider } = createToyCloud();
    const created = await provider.create({ urn, inputs: { address: "box://mine" }, preview: true });
    expect(created.outputs["address"]).toBe("box://mine");
  });

  it("keeps secret what came in secret or is always secret", async ({ expect }) => {
    const { provider, boxes } = createToyCloud();
    const inputs = { name: "a", label: secret("x") };
    const created = await provider.create({ urn, inputs, preview: false });
    expect(created.outputs).toEqual({
      name: "a",
      label: secret("x"),
      address: "box://a",
      key: secret("key of a"),
    });
    expect(boxes.get("a")).toEqual({ name: "a", label: "x" });
  });

  it("refuses an unknown outside a preview, by name", async ({ expect }) => {
    const { provider } = createToyCloud();
    const inputs = { name: "a", label: { deep: [UNKNOWN] } };
    await expect(provider.create({ urn, inputs, preview: false })).rejects.toThrow(
      "the input 'label' is not known",
    );
  });
});

describe("update", () => {
  const request = {
    urn,
    id: "a",
    oldInputs: { name: "a", label: "x" },
    oldOutputs: { name: "a", label: "x", address: "box://a", key: secret("key of a") },
    news: { name: "a", label: "y" },
  };

  it("previews old values but for what an update may change", async ({ expect }) => {
    const outputs = await createToyCloud().provider.update({ ...request, preview: true });
    expect(outputs).toEqual({ name: "a", label: "y", address: "box://a", key: secret(UNKNOWN) });
  });

  it("changes the resource in place", async ({ expect }) => {
    const { provider, boxes } = createToyCloud();
    expect(await provider.update({ ...request, preview: false })).toMatchObject({ label: "y" });
    expect(boxes.get("a")).toEqual({ name: "a", label: "y" });
  });
});

describe("read", () => {
  it("keeps secret what was secret in the state", async ({ expect }) => {
    const { provider, boxes } = createToyCloud();
    boxes.set("a", { name: "a", label: "x" });
    const found = await provider.read({ urn, id: "a", oldInputs: { label: secret("x") } });
    expect(found?.inputs).toEqual({ name: "a", label: secret("x") });
    expect(found?.outputs["label"]).toEqual(secret("x"));
    expect(found?.outputs["key"]).toEqual(secret("key of a"));
  });

  it("marks at an import what may well be secret, and nothing when the state says otherwise", async ({
    expect,
  }) => {
    const { provider, boxes } = createToyCloud();
    boxes.set("a", { name: "a", note: "12345" });
    const imported = await provider.read({ urn, id: "a" });
    expect(imported?.inputs).toEqual({ name: "a", note: secret("12345") });
    expect(imported?.outputs["note"]).toEqual(secret("12345"));
    const refreshed = await provider.read({ urn, id: "a", oldInputs: { name: "a", note: "12345" } });
    expect(refreshed?.inputs).toEqual({ name: "a", note: "12345" });
  });

  it("answers nothing when the resource is gone", async ({ expect }) => {
    expect(await createToyCloud().provider.read({ urn, id: "a" })).toBeUndefined();
  });
});

describe("what is not served", () => {
  it("is refused by name, with what is served", async ({ expect }) => {
    const { provider } = createToyCloud();
    await expect(provider.delete({ urn: urn.replace(BOX, "toy:index:Barrel"), id: "1" })).rejects.toThrow(
      "does not serve the resource type toy:index:Barrel. It serves: toy:index:Box, toy:index:Stone",
    );
    await expect(provider.invoke("toy:index:shout", {})).rejects.toThrow(
      "does not serve the function toy:index:shout. It serves: toy:index:whisper",
    );
  });
});

describe("invoke", () => {
  it("marks the results that are secret", async ({ expect }) => {
    const { provider } = createToyCloud();
    expect(await provider.invoke("toy:index:whisper", { to: secret("Ann") })).toEqual({
      word: secret("psst Ann"),
      loud: false,
    });
  });

  it("refuses an argument that is not known yet", async ({ expect }) => {
    const { provider } = createToyCloud();
    await expect(provider.invoke("toy:index:whisper", { to: UNKNOWN })).rejects.toThrow(
      "'to' is not known yet",
    );
  });
});

describe("a URN", () => {
  it("gives type and name, below parents and with colons in the name", ({ expect }) => {
    const nested = "urn:pulumi:test::raptor::raptor:app:Site$azure-native:web:WebApp::a::b";
    expect(typeOf(nested)).toBe("azure-native:web:WebApp");
    expect(nameOf(nested)).toBe("a::b");
  });
});
