import { describe, it } from "vitest";
import { takingBackLostCreations } from "./lost-creations.ts";
import type { Provider } from "./provider.ts";
import { boxUrn, createToyCloud } from "./toy-provider.ts";

const urn = boxUrn("crate");
const a = { name: "a", label: "x" };
const known = { urn, id: "a", oldInputs: a, oldOutputs: a };

function create(provider: Provider, name: string, at = urn) {
  return provider.create({ urn: at, inputs: { name, label: "y" }, preview: false });
}

function attach() {
  const { provider, boxes } = createToyCloud();
  return { boxes, provider: takingBackLostCreations(provider) };
}

describe("a creation whose engine was killed", () => {
  it("is done again as if it had not been", async ({ expect }) => {
    const { provider, boxes } = attach();
    await provider.create({ urn, inputs: a, preview: false });
    expect((await create(provider, "a")).id).toBe("a");
    expect(boxes.get("a")).toEqual({ name: "a", label: "y" });
  });

  it("leaves nothing behind under a made-up name", async ({ expect }) => {
    const { provider, boxes } = attach();
    await create(provider, "crate-1");
    await create(provider, "crate-2");
    expect([...boxes.keys()]).toEqual(["crate-2"]);
  });

  it("is done again when it was the new half of a replacement, and the old half stays", async ({
    expect,
  }) => {
    const { provider, boxes } = attach();
    await create(provider, "a");
    const diff = { ...known, news: { ...a, name: "b" }, ignoreChanges: [] };
    await provider.diff(diff);
    await create(provider, "b");
    await provider.diff(diff);
    await create(provider, "b");
    expect([...boxes.keys()]).toEqual(["a", "b"]);
  });
});

describe("a creation that the engine knows of", () => {
  it.for<[string, (provider: Provider) => Promise<unknown>]>([
    ["diff", (provider) => provider.diff({ ...known, news: a, ignoreChanges: [] })],
    ["read", (provider) => provider.read(known)],
    ["update", (provider) => provider.update({ ...known, news: a, preview: false })],
  ])("because of a %s is refused the second time, as Azure does", async ([, comeBack], { expect }) => {
    const { provider } = attach();
    await create(provider, "a");
    await comeBack(provider);
    await expect(create(provider, "a")).rejects.toThrow("exists");
  });

  it("is not taken back after a delete, nor for another resource or a preview", async ({ expect }) => {
    const { provider, boxes } = attach();
    await create(provider, "a");
    await provider.create({ urn, inputs: a, preview: true });
    expect(boxes.has("a")).toBe(true);
    await expect(create(provider, "a", boxUrn("other"))).rejects.toThrow("exists");
    await provider.delete({ urn, id: "a" });
    await create(provider, "a", boxUrn("other"));
    await create(provider, "b");
    expect([...boxes.keys()]).toEqual(["a", "b"]);
  });
});
