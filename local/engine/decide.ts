import { covers, detailedDiff, parsePath, type PropertyDiff } from "../provider/diff.ts";
import { typeOf, type Provider } from "../provider/provider.ts";
import { sameValue, withoutSecrets, type Properties } from "../provider/values.ts";
import type { ResourceOptions } from "./registration.ts";
import type { ResourceState } from "./state.ts";

export type Decision =
  | { readonly kind: "same" }
  | { readonly kind: "update"; readonly changes: readonly PropertyDiff[] }
  | {
      readonly kind: "replace";
      readonly changes: readonly PropertyDiff[];
      readonly deleteBeforeReplace: boolean;
    };

export type DecisionInput = {
  readonly old: ResourceState;
  readonly options: ResourceOptions;
  /** checked, with ignored properties set back */
  readonly inputs: Properties;
  /** undefined: a component */
  readonly provider: Provider | undefined;
  readonly providerUrn: string;
  /** URNs that this run has replaced so far */
  readonly replaced: ReadonlySet<string>;
};

/** What has to happen to a resource that is in the last state and in the program. */
export async function decide(input: DecisionInput): Promise<Decision> {
  const { old, options, provider } = input;
  const forced = forcedReplacement(input);
  const compared =
    forced === undefined
      ? await compare(old, input.inputs, provider, options.ignoreChanges, options.replaceOnChanges)
      : { changes: [replacing(forced)], deleteBeforeReplace: false };
  if (!old.pendingReplacement && compared.changes.length === 0) return { kind: "same" };
  if (!old.pendingReplacement && !compared.changes.some((change) => change.replaces)) {
    return { kind: "update", changes: compared.changes };
  }
  return {
    kind: "replace",
    changes: compared.changes,
    deleteBeforeReplace: options.deleteBeforeReplace ?? compared.deleteBeforeReplace,
  };
}

export type Comparison = {
  readonly changes: readonly PropertyDiff[];
  readonly deleteBeforeReplace: boolean;
};

/** The provider's diff, with `replaceOnChanges` applied. A component's inputs are compared as they are. */
export async function compare(
  old: ResourceState,
  inputs: Properties,
  provider: Provider | undefined,
  ignoreChanges: readonly string[],
  replaceOnChanges: readonly string[],
): Promise<Comparison> {
  if (!provider) {
    const before = withoutSecrets(old.inputs) as Properties;
    const after = withoutSecrets(inputs) as Properties;
    return { changes: detailedDiff(before, after, [], []), deleteBeforeReplace: false };
  }
  const diff = await provider.diff({
    urn: old.urn,
    id: old.id,
    oldInputs: old.inputs,
    oldOutputs: old.outputs,
    news: inputs,
    ignoreChanges,
  });
  const changes = diff.changes.map((change) =>
    replaceOnChanges.some((pattern) => covers(pattern, parsePath(change.path)))
      ? { ...change, replaces: true }
      : change,
  );
  return { changes, deleteBeforeReplace: diff.deleteBeforeReplace };
}

/** The option or reference that forces a replacement whatever the properties are; undefined: none does. */
function forcedReplacement({ old, options, providerUrn, replaced }: DecisionInput): string | undefined {
  const trigger = options.replacementTrigger;
  if (
    old.replacementTrigger !== undefined &&
    trigger !== undefined &&
    !sameValue(withoutSecrets(old.replacementTrigger), withoutSecrets(trigger))
  ) {
    return "replacementTrigger";
  }
  if (options.replaceWith.some((urn) => replaced.has(urn))) return "replaceWith";
  if (options.deletedWith !== undefined && replaced.has(options.deletedWith)) return "deletedWith";
  if (old.provider === providerUrn) return undefined;
  if (old.provider === "" || providerUrn === "") return "provider";
  // An explicit provider that was itself replaced cannot manage what the old one made.
  const otherPackage = typeOf(old.provider) !== typeOf(providerUrn);
  return otherPackage || replaced.has(providerUrn) ? "provider" : undefined;
}

function replacing(path: string): PropertyDiff {
  return { path, kind: "update", replaces: true };
}
