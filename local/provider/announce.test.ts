import { describe, it } from "vitest";
import { announcing, type Announcement } from "./announce.ts";
import { boxUrn, createToyCloud } from "./toy-provider.ts";

const urn = boxUrn("crate");

describe("an announcing provider", () => {
  it("tells of each change, in order, and not of previews", async ({ expect }) => {
    const changes: Announcement[] = [];
    const provider = announcing(createToyCloud().provider, (change) => changes.push(change));
    const inputs = { name: "a", label: "x" };
    const update = { urn, id: "a", oldInputs: inputs, oldOutputs: inputs, news: { name: "a", label: "y" } };
    await provider.create({ urn, inputs, preview: true });
    await provider.create({ urn, inputs, preview: false });
    await provider.update({ ...update, preview: true });
    await provider.update({ ...update, preview: false });
    await provider.delete({ urn, id: "a" });
    expect(changes.map(({ op }) => op)).toEqual(["create", "update", "delete"]);
    expect(changes.every((change) => change.urn === urn && change.duration >= 0)).toBe(true);
  });

  it("passes a refusal on and does not tell of it", async ({ expect }) => {
    const changes: Announcement[] = [];
    const { provider } = createToyCloud();
    const loud = announcing(provider, (change) => changes.push(change));
    await provider.create({ urn, inputs: { name: "a" }, preview: false });
    await expect(loud.create({ urn, inputs: { name: "a" }, preview: false })).rejects.toThrow("exists");
    expect(changes).toEqual([]);
  });
});
