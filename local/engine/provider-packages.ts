import { createHash } from "node:crypto";
import { detailedDiff } from "../provider/diff.ts";
import { nameOf, type Provider } from "../provider/provider.ts";
import { EngineError } from "./engine-error.ts";
import { createUrn, packageOf } from "./urn.ts";

const PROVIDER_TYPE = "pulumi:providers:";
/** served by the CLI itself: stack references, stashes, dynamic providers */
const BUILT_IN: ReadonlySet<string> = new Set(["pulumi", "pulumi-nodejs", "pulumi-python"]);

export function isProviderType(type: string): boolean {
  return type.startsWith(PROVIDER_TYPE);
}

/** "azure-native" for pulumi:providers:azure-native */
function providedPackage(type: string): string {
  return type.slice(PROVIDER_TYPE.length);
}

/** The provider that serves a type; explicit providers ("pulumi:providers:azuread") are served here. */
export function providerOf(type: string, urn: string, providers: ReadonlyMap<string, Provider>): Provider {
  const wanted = isProviderType(type) ? providedPackage(type) : packageOf(type);
  const provider = providers.get(wanted);
  if (BUILT_IN.has(wanted)) {
    throw new EngineError("Refused", `${type} (${nameOf(urn)}): local/engine does not support ${type}`);
  }
  if (!provider) {
    throw new EngineError(
      "Refused",
      `${type} (${nameOf(urn)}): no provider for the package '${wanted}'. There are: ${[...providers.keys()].sort().join(", ")}`,
    );
  }
  return isProviderType(type) ? explicitProvider(provider) : provider;
}

/** Pulumi keeps a provider per package and version where the program names none. */
export function defaultProviderUrn(stack: string, project: string, type: string, version: string): string {
  const name = `default_${version.replaceAll(/[.+-]/g, "_")}`;
  return createUrn(stack, project, undefined, `${PROVIDER_TYPE}${packageOf(type)}`, name);
}

/** A provider as a resource of its own: it has an id and inputs, and nothing happens in the cloud. */
function explicitProvider(provider: Provider): Provider {
  return {
    ...provider,
    check: async ({ news }) => ({ inputs: news, failures: [] }),
    diff: async ({ oldInputs, news, ignoreChanges }) => ({
      changes: detailedDiff(oldInputs, news, [], ignoreChanges),
      replaces: [],
      deleteBeforeReplace: false,
    }),
    create: async ({ urn, inputs, preview }) => ({ id: preview ? "" : uuidOf(urn), outputs: inputs }),
    update: async ({ news }) => news,
    read: async () => undefined,
    delete: async () => undefined,
  };
}

function uuidOf(urn: string): string {
  const hex = createHash("sha256").update(urn).digest("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}
