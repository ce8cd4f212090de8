import type { Properties, PropertyValue } from "../provider/values.ts";
import { STACK_TYPE } from "./urn.ts";

/** One resource as the last run left it. Values carry their secret marks. */
export type ResourceState = {
  readonly urn: string;
  readonly type: string;
  /** false: a component, which exists only here */
  readonly custom: boolean;
  /** the provider's id; empty for components */
  readonly id: string;
  readonly parent: string | undefined;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN of the provider resource, explicit or default; empty for components */
  readonly provider: string;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly deletedWith: string | undefined;
  readonly replaceWith: readonly string[];
  readonly replacementTrigger: PropertyValue | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly additionalSecretOutputs: readonly string[];
  /** the id it was imported by, if it was */
  readonly importId: string | undefined;
  /** the URN it had before a rename, if this run found it by an alias */
  readonly aliases: readonly string[];
  /** read with `get`: Pulumi neither changes nor deletes it */
  readonly external: boolean;
  /** its replacement exists; it waits to be deleted */
  readonly delete: boolean;
  /** it is deleted; its replacement is still to be created */
  readonly pendingReplacement: boolean;
  /** how often it was replaced: part of the seed of its generated names */
  readonly replacements: number;
};

export type StackState = { readonly resources: readonly ResourceState[] };

export const emptyState: StackState = { resources: [] };

/** What the program exported, secrets marked. */
export function stackOutputs(state: StackState): Properties {
  return state.resources.find((resource) => resource.type === STACK_TYPE)?.outputs ?? {};
}
