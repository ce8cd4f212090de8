import type { Properties, PropertyValue } from "../provider/values.ts";

/** Another name a resource may be found under in the last state. */
export type Alias =
  | { readonly urn: string }
  | {
      readonly urn?: undefined;
      readonly name: string | undefined;
      readonly type: string | undefined;
      readonly stack: string | undefined;
      readonly project: string | undefined;
      readonly parent: string | undefined;
      readonly noParent: boolean;
    };

/** Resource options as the program sent them; undefined: not given. */
export type ResourceOptions = {
  readonly protect: boolean | undefined;
  readonly retainOnDelete: boolean | undefined;
  readonly deleteBeforeReplace: boolean | undefined;
  readonly deletedWith: string | undefined;
  readonly ignoreChanges: readonly string[];
  readonly replaceOnChanges: readonly string[];
  readonly replaceWith: readonly string[];
  readonly replacementTrigger: PropertyValue | undefined;
  readonly additionalSecretOutputs: readonly string[];
  readonly hideDiffs: readonly string[];
  readonly aliases: readonly Alias[];
  readonly importId: string | undefined;
  /** version of the SDK that declares the resource, "3.28.0" */
  readonly version: string | undefined;
  readonly pluginDownloadUrl: string | undefined;
  /** "<urn>::<id>" of an explicit provider */
  readonly provider: string | undefined;
  /** a component's explicit providers by package */
  readonly providers: Readonly<Record<string, string>>;
  /** "5m" per operation. Recorded; local handlers answer at once. */
  readonly customTimeouts: Readonly<Partial<Record<"create" | "update" | "delete" | "read", string>>>;
};

/** What a resource has that was given none. */
export const NO_OPTIONS: ResourceOptions = {
  protect: undefined,
  retainOnDelete: undefined,
  deleteBeforeReplace: undefined,
  deletedWith: undefined,
  ignoreChanges: [],
  replaceOnChanges: [],
  replaceWith: [],
  replacementTrigger: undefined,
  additionalSecretOutputs: [],
  hideDiffs: [],
  aliases: [],
  importId: undefined,
  version: undefined,
  pluginDownloadUrl: undefined,
  provider: undefined,
  providers: {},
  customTimeouts: {},
};

/** What the program wants to exist, before anything is looked up or decided. */
export type Goal = {
  readonly type: string;
  readonly name: string;
  /** false: a component */
  readonly custom: boolean;
  readonly parent: string | undefined;
  /** with marks for secrets, unknowns and assets; assets carry their path as the program wrote it, and their hash */
  readonly inputs: Properties;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: ResourceOptions;
};

/**
 * One node of the resource graph: a request of the program in the order of arrival, and what it was answered.
 * This is what rules and program tests run over.
 */
export type Registration = Goal & {
  readonly urn: string;
  /** the id by which `get` read it; undefined: the program manages it */
  readonly readId: string | undefined;
  /** empty: not known yet, or a component */
  readonly id: string;
  /** a component's are what it registered at its end */
  readonly outputs: Properties;
};
