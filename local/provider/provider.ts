import { createHash } from "node:crypto";
import { detailedDiff, type PropertyDiff } from "./diff.ts";
import {
  ProviderError,
  type CheckFailure,
  type Invoke,
  type ReadResource,
  type ResourceHandler,
} from "./handler.ts";
import {
  containsSecret,
  containsUnknown,
  secret,
  UNKNOWN,
  withoutSecrets,
  type Properties,
} from "./values.ts";

export type CheckRequest = {
  readonly urn: string;
  readonly olds: Properties | undefined;
  readonly news: Properties;
  /** the engine's seed for this resource; same seed, same name */
  readonly randomSeed: Uint8Array;
  /** the provider's configuration, as Configure set it */
  readonly config?: Properties;
};

export type DiffRequest = {
  readonly urn: string;
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
  readonly ignoreChanges: readonly string[];
};

export type DiffResult = {
  readonly changes: readonly PropertyDiff[];
  /** paths of the changes that replace */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
};

export type CreateRequest = {
  readonly urn: string;
  readonly inputs: Properties;
  readonly preview: boolean;
};

export type UpdateRequest = {
  readonly urn: string;
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
  readonly preview: boolean;
};

export type ResourceRequest = { readonly urn: string; readonly id: string };

export type ReadRequest = ResourceRequest & {
  /** as the state has them; absent at an import */
  readonly oldInputs?: Properties;
  readonly oldOutputs?: Properties;
};

/**
 * A package of resource types ("azure-native", "azuread") behind Pulumi's provider protocol, with values as on the
 * wire: secrets marked. `local/engine` calls it in process, `serve.ts` puts it behind gRPC for the real CLI.
 */
export type Provider = {
  /** package name */
  readonly name: string;
  /** version of the SDK it stands in for */
  readonly version: string;
  /** tokens of the resource types that it serves */
  readonly types: readonly string[];
  check(
    request: CheckRequest,
  ): Promise<{ readonly inputs: Properties; readonly failures: readonly CheckFailure[] }>;
  diff(request: DiffRequest): Promise<DiffResult>;
  create(request: CreateRequest): Promise<{ readonly id: string; readonly outputs: Properties }>;
  update(request: UpdateRequest): Promise<Properties>;
  read(request: ReadRequest): Promise<ReadResource | undefined>;
  delete(request: ResourceRequest): Promise<void>;
  invoke(token: string, args: Properties): Promise<Properties>;
};

export type ProviderOptions = {
  readonly name: string;
  readonly version: string;
  readonly handlers: readonly ResourceHandler[];
  readonly invokes: readonly Invoke[];
};

export function createProvider(options: ProviderOptions): Provider {
  const handlers = new Map(options.handlers.map((handler) => [handler.type, handler]));
  const invokes = new Map(options.invokes.map((invoke) => [invoke.token, invoke]));

  function handlerOf(urn: string): ResourceHandler {
    const type = typeOf(urn);
    const handler = handlers.get(type);
    if (!handler) {
      throw new ProviderError(
        "UnknownResourceType",
        `local Azure does not serve the resource type ${type}. It serves: ${[...handlers.keys()].sort().join(", ")}`,
      );
    }
    return handler;
  }

  return {
    name: options.name,
    version: options.version,
    types: [...handlers.keys()],

    async check({ urn, olds, news, randomSeed, config }) {
      const handler = handlerOf(urn);
      if (!handler.check) return { inputs: news, failures: [] };
      const checked = handler.check(plain(news), {
        urn,
        name: nameOf(urn),
        olds: olds && plain(olds),
        suffix: suffixFrom(randomSeed),
        config: plain(config ?? {}),
      });
      return { inputs: markSecrets(checked.inputs, secretKeys(news)), failures: checked.failures };
    },

    async diff({ urn, oldInputs, news, ignoreChanges }) {
      const handler = handlerOf(urn);
      const replaceOn = handler.update ? handler.replaceOn : Object.keys({ ...oldInputs, ...news });
      const changes = detailedDiff(
        plain(oldInputs),
        plain(news),
        replaceOn,
        ignoreChanges,
        handler.sameInput,
      );
      const replaces = changes.filter((change) => change.replaces).map((change) => change.path);
      return {
        changes,
        replaces,
        deleteBeforeReplace: replaces.length > 0 && deletesFirst(handler, plain(oldInputs)),
      };
    },

    async create({ urn, inputs, preview }) {
      const handler = handlerOf(urn);
      const secrets = [...secretKeys(inputs), ...(handler.secretOutputs ?? [])];
      if (preview) {
        const outputs = { ...unknown(handler.computed), ...plain(inputs) };
        return { id: "", outputs: markSecrets(outputs, secrets) };
      }
      refuseUnknown(urn, inputs);
      const created = await handler.create(plain(inputs));
      return { id: created.id, outputs: markSecrets(created.outputs, secrets) };
    },

    async update({ urn, id, oldInputs, oldOutputs, news, preview }) {
      const handler = handlerOf(urn);
      const secrets = [...secretKeys(news), ...(handler.secretOutputs ?? [])];
      if (!handler.update) throw new ProviderError("NotUpdatable", `${urn} cannot change in place`);
      if (preview) {
        const outputs = {
          ...plain(oldOutputs),
          ...unknown(handler.computedOnUpdate ?? []),
          ...plain(news),
        };
        return markSecrets(outputs, [...secrets, ...secretKeys(oldOutputs)]);
      }
      refuseUnknown(urn, news);
      return markSecrets(await handler.update(id, plain(news), plain(oldInputs)), secrets);
    },

    async read({ urn, id, oldInputs, oldOutputs }) {
      const handler = handlerOf(urn);
      const found = await handler.read(id, oldInputs && plain(oldInputs));
      if (!found) return undefined;
      // what was secret stays secret: the cloud itself does not know what the program marked
      const secrets = [
        ...(handler.secretOutputs ?? []),
        ...(oldInputs ? secretKeys(oldInputs) : (handler.secretAtImport ?? [])),
      ];
      return {
        id: found.id,
        inputs: markSecrets(found.inputs, secrets),
        outputs: markSecrets({ ...onlyInState(handler, oldOutputs ?? {}), ...found.outputs }, [
          ...secrets,
          ...secretKeys(oldOutputs ?? {}),
        ]),
      };
    },

    async delete({ urn, id }) {
      await handlerOf(urn).delete(id);
    },

    async invoke(token, args) {
      const invoke = invokes.get(token);
      if (!invoke) {
        throw new ProviderError(
          "UnknownFunction",
          `local Azure does not serve the function ${token}. It serves: ${[...invokes.keys()].sort().join(", ")}`,
        );
      }
      const unknownArgument = Object.keys(args).find((key) => containsUnknown(args[key]));
      if (unknownArgument !== undefined) {
        throw new ProviderError(
          "UnknownInput",
          `${token}: the argument '${unknownArgument}' is not known yet`,
        );
      }
      const result = await invoke.invoke(plain(args));
      return markSecrets(result, invoke.secretResults ?? []);
    },
  };
}

/** urn:pulumi:<stack>::<project>::<parent types$><type>::<name> */
export function typeOf(urn: string): string {
  const types = urn.split("::")[2] ?? "";
  return types.slice(types.lastIndexOf("$") + 1);
}

export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function deletesFirst(handler: ResourceHandler, oldInputs: Properties): boolean {
  const { deleteBeforeReplace = false } = handler;
  return typeof deleteBeforeReplace === "function" ? deleteBeforeReplace(oldInputs) : deleteBeforeReplace;
}

function plain(properties: Properties): Properties {
  return withoutSecrets(properties) as Properties;
}

function secretKeys(properties: Properties): readonly string[] {
  return Object.keys(properties).filter((key) => containsSecret(properties[key]));
}

/** A secret anywhere in a property makes the whole property secret, as the azure-native provider does. */
function markSecrets(properties: Properties, keys: readonly string[]): Properties {
  const marked = new Set(keys);
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, marked.has(key) ? secret(value) : value]),
  );
}

/** Secrets that the cloud tells once, at the create ("value" of a password): a refresh must not lose them. */
function onlyInState(handler: ResourceHandler, oldOutputs: Properties): Properties {
  const told = new Set(handler.secretOutputs);
  return Object.fromEntries(Object.entries(plain(oldOutputs)).filter(([key]) => told.has(key)));
}

function unknown(keys: readonly string[]): Properties {
  return Object.fromEntries(keys.map((key) => [key, UNKNOWN]));
}

function refuseUnknown(urn: string, inputs: Properties): void {
  const key = Object.keys(inputs).find((name) => containsUnknown(inputs[name]));
  if (key !== undefined) {
    throw new ProviderError("UnknownInput", `${urn}: the input '${key}' is not known outside a preview`);
  }
}

function suffixFrom(randomSeed: Uint8Array): string {
  return createHash("sha256").update(randomSeed).digest("hex").slice(0, 8);
}
