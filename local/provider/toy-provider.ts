import { ProviderError, type Invoke, type ResourceHandler } from "./handler.ts";
import { createProvider, type Provider } from "./provider.ts";
import type { Properties, PropertyValue } from "./values.ts";

/** For the tests of this folder: a cloud of boxes. A box has a label, and an address that the cloud gives it. */
export type ToyCloud = {
  readonly provider: Provider;
  readonly boxes: Map<string, Properties>;
};

export const BOX = "toy:index:Box";

export function boxUrn(name: string): string {
  return `urn:pulumi:test::toys::${BOX}::${name}`;
}

export function createToyCloud(): ToyCloud {
  const boxes = new Map<string, Properties>();

  function outputsOf(id: string, inputs: Properties): Properties {
    return { ...inputs, address: `box://${id}`, key: `key of ${id}` };
  }

  const box: ResourceHandler = {
    type: BOX,
    replaceOn: ["name", "size.unit"],
    deleteBeforeReplace: (olds) => olds["name"] === "fixed",
    sameInput: (path, left, right) =>
      path === "color" && text(left).toLowerCase() === text(right).toLowerCase(),
    computed: ["address", "key"],
    computedOnUpdate: ["key"],
    secretOutputs: ["key"],
    secretAtImport: ["note"],
    check(inputs, { name, olds, suffix, config }) {
      const named = {
        name: olds?.["name"] ?? `${name}-${suffix}`,
        ...(config["place"] === undefined ? {} : { place: config["place"] }),
        ...inputs,
      };
      const failures =
        inputs["label"] === "" ? [{ property: "label", reason: "a label has at least one letter" }] : [];
      return { inputs: named, failures };
    },
    create(inputs) {
      const id = text(inputs["name"]);
      if (boxes.has(id)) return Promise.reject(new ProviderError("NameTaken", `the box ${id} exists`));
      if (inputs["label"] === "bug") return Promise.reject(new TypeError("the handler fell over"));
      boxes.set(id, inputs);
      return Promise.resolve({ id, outputs: outputsOf(id, inputs) });
    },
    read(id) {
      const inputs = boxes.get(id);
      return Promise.resolve(inputs && { id, inputs, outputs: outputsOf(id, inputs) });
    },
    update(id, inputs) {
      boxes.set(id, inputs);
      return Promise.resolve(outputsOf(id, inputs));
    },
    delete(id) {
      boxes.delete(id);
      return Promise.resolve();
    },
  };

  const stone: ResourceHandler = {
    type: "toy:index:Stone",
    replaceOn: [],
    computed: [],
    create: (inputs) => Promise.resolve({ id: "stone", outputs: inputs }),
    read: () => Promise.resolve(undefined),
    delete: () => Promise.resolve(),
  };

  const whisper: Invoke = {
    token: "toy:index:whisper",
    secretResults: ["word"],
    invoke: (args) => Promise.resolve({ word: `psst ${text(args["to"])}`, loud: false }),
  };

  const provider = createProvider({
    name: "toy",
    version: "1.2.3",
    handlers: [box, stone],
    invokes: [whisper],
  });
  return { provider, boxes };
}

function text(value: PropertyValue | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}
