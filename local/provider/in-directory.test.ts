import { describe, it } from "vitest";
import { inDirectory } from "./in-directory.ts";
import type { Provider } from "./provider.ts";
import { boxUrn, createToyCloud } from "./toy-provider.ts";
import { fileAsset, type Properties } from "./values.ts";

const urn = boxUrn("crate");
const HERE = "/home/me/infra";
const written = {
  name: "a",
  source: fileAsset("../dist/a.zip", "00"),
  other: [fileAsset("/abs/b.zip", "01")],
};
const absolute = {
  name: "a",
  source: fileAsset("/home/me/dist/a.zip", "00"),
  other: [fileAsset("/abs/b.zip", "01")],
};

function attach(): { readonly provider: Provider; readonly boxes: Map<string, Properties> } {
  const { provider, boxes } = createToyCloud();
  return { provider: inDirectory(provider, HERE), boxes };
}

describe("a provider in another directory than the program", () => {
  it("sees absolute paths and answers with the written ones", async ({ expect }) => {
    const { provider, boxes } = attach();
    const checked = await provider.check({
      urn,
      olds: undefined,
      news: written,
      randomSeed: new Uint8Array(),
    });
    expect(checked.inputs).toEqual(written);
    const created = await provider.create({ urn, inputs: written, preview: false });
    expect(created.outputs).toMatchObject(written);
    expect(boxes.get("a")).toEqual(absolute);

    const news = { ...written, label: "x" };
    const request = { urn, id: "a", oldInputs: written, oldOutputs: written, news, preview: false };
    expect(await provider.update(request)).toMatchObject(news);
    expect(boxes.get("a")).toEqual({ ...absolute, label: "x" });
  });

  it("reads back what the state has, at a refresh", async ({ expect }) => {
    const { provider, boxes } = attach();
    boxes.set("a", absolute);
    const read = await provider.read({ urn, id: "a", oldInputs: written, oldOutputs: written });
    expect(read?.inputs).toEqual(written);
    expect(read?.outputs).toMatchObject(written);
  });

  it("gives relative paths to an import: no folder of this machine gets into the state", async ({
    expect,
  }) => {
    const { provider, boxes } = attach();
    boxes.set("a", absolute);
    expect((await provider.read({ urn, id: "a" }))?.inputs).toMatchObject({ source: written.source });
  });
});
