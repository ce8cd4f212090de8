import type { SameInput } from "./diff.ts";
import type { Properties } from "./values.ts";

/** What is wrong with one input: `property` is its path ("siteConfig.alwaysOn", "web.redirectUris[0]"). */
export type CheckFailure = { readonly property: string; readonly reason: string };

export type CheckContext = {
  readonly urn: string;
  /** the resource's logical name */
  readonly name: string;
  /** inputs of the last run, absent at the first */
  readonly olds: Properties | undefined;
  /** 8 hex digits that belong to this resource: the same in preview and update, and kept from then on */
  readonly suffix: string;
  /** the provider's own configuration, such as `azure-native:location` */
  readonly config: Properties;
};

export type Checked = { readonly inputs: Properties; readonly failures: readonly CheckFailure[] };

export type Created = { readonly id: string; readonly outputs: Properties };

export type ReadResource = {
  readonly id: string;
  /** what a program would have to declare to get this resource: what import writes into the state */
  readonly inputs: Properties;
  readonly outputs: Properties;
};

/**
 * One resource type of the cloud, as Pulumi's provider protocol sees it, without wire format: values are plain (no
 * secret marks; `provider.ts` takes them off and puts them back), and nothing here knows whether the real CLI or
 * `local/engine` calls. Everything it keeps, it keeps in the cloud's state, never in itself.
 *
 * `create`, `update` and `delete` refuse what Azure refuses by throwing `ProviderError` with Azure's code and message.
 */
export type ResourceHandler = {
  /** Pulumi's type token, for example "azure-native:web:WebApp" */
  readonly type: string;
  /** Top-level or dotted paths of inputs that cannot change in place. A path also stands for everything below it. */
  readonly replaceOn: readonly string[];
  /** The cloud cannot hold the old one and the new one at once; a function where it depends on the old inputs. */
  readonly deleteBeforeReplace?: boolean | ((oldInputs: Properties) => boolean);
  /** Where plain comparison of inputs would be wrong; by default any difference counts. */
  readonly sameInput?: SameInput;
  /** Outputs that the cloud decides where no input of the same name does: unknown in the preview of a create */
  readonly computed: readonly string[];
  /** Of `computed`, those that an update may change: unknown in its preview. */
  readonly computedOnUpdate?: readonly string[];
  /** Outputs that are always secret, whatever the inputs were */
  readonly secretOutputs?: readonly string[];
  /** Properties that may well hold secrets: an import, of which no program has said so yet, marks them. */
  readonly secretAtImport?: readonly string[];
  /** Defaults, names and the refusals that need no cloud. Unknown values come in as UNKNOWN and pass. */
  readonly check?: (inputs: Properties, context: CheckContext) => Checked;
  readonly create: (inputs: Properties) => Promise<Created>;
  /** `oldInputs` are those of the state at a refresh, undefined at an import. Answers undefined when it is gone. */
  readonly read: (id: string, oldInputs: Properties | undefined) => Promise<ReadResource | undefined>;
  /** Gets the full new inputs. Absent: every change replaces. */
  readonly update?: (id: string, inputs: Properties, olds: Properties) => Promise<Properties>;
  /** Deleting what is gone is fine. */
  readonly delete: (id: string) => Promise<void>;
};

/** A function of the cloud, for example "azuread:index/getClientConfig:getClientConfig". */
export type Invoke = {
  readonly token: string;
  /** Results that are secret, whatever the arguments were */
  readonly secretResults?: readonly string[];
  readonly invoke: (args: Properties) => Promise<Properties>;
};

/** What the cloud refuses, in Azure's words. `code` is Azure's own ("SubdomainTaken", "Request_ResourceNotFound"). */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
