import { ProviderError, type CheckContext, type Checked, type ResourceHandler } from "../provider/handler.ts";
import type { Properties, PropertyValue } from "../provider/values.ts";
import { findResource, putResource, type Arm, type ArmResource } from "./arm.ts";
import { formatId, parseId } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { alreadyExists, resourceGroupNotFound } from "./azure-errors.ts";
import { removeResource } from "./remove-resource.ts";
import { MADE_UP_NAME } from "./check-inputs.ts";
import { without } from "./property-at.ts";
import { regionName } from "./region.ts";

/** What sets one resource type apart; `armHandler` does what all of them have in common. */
export type ArmType = {
  /** Pulumi's token */
  readonly type: string;
  /** template of the id, one of `paths` */
  readonly path: string;
  /** REST API version that azure-native 3.28 uses; a blob has none */
  readonly apiVersion?: string;
  readonly replaceOn: readonly string[];
  /** outputs, as the SDK's resource class lists them */
  readonly outputNames: readonly string[];
  readonly secretAtImport?: readonly string[];
  /** There is always exactly one, so that a create takes over what is there. contract: pulumi 3.3 */
  readonly singleton?: boolean;
  readonly check: (inputs: Properties, context: CheckContext) => Checked;
  /** Throws what Azure refuses; `current` is the resource that would change. */
  readonly refuse?: (inputs: Properties, id: string, current: ArmResource | undefined) => void;
  /** Does what a write means beside the state, and returns what Azure decides: host name, principal, checksum. */
  readonly provision?: (inputs: Properties, id: string, current: ArmResource | undefined) => Properties;
  readonly outputs: (resource: ArmResource) => Properties;
  /** Runs after the resource was created or has changed. */
  readonly written?: (resource: ArmResource, change: "created" | "changed") => Promise<void>;
  /** What a missing resource that always exists looks like (singletons). */
  readonly initial?: (id: string) => Properties | undefined;
  readonly refuseDelete?: (resource: ArmResource) => void;
  /** Replaces removal, for what cannot be removed. */
  readonly reset?: (resource: ArmResource) => Promise<void>;
};

/** The handler of one resource type over the state. Outputs are cut down to those of the SDK's class. */
export function armHandler(arm: Arm, type: ArmType): ResourceHandler {
  function idOf(inputs: Properties): string {
    return formatId(type.path, { subscriptionId: arm.subscriptionId, ...inputs });
  }

  function initialAt(id: string): ArmResource | undefined {
    const inputs = type.initial?.(id);
    return inputs && { id, type: type.type, inputs, facts: {} };
  }

  function outputsOf(resource: ArmResource): Properties {
    const outputs = { ...versionOf(type), ...type.outputs(resource) };
    const known = Object.entries(outputs).filter(([name]) => type.outputNames.includes(name));
    return { id: resource.id, ...Object.fromEntries(known) };
  }

  async function write(
    id: string,
    inputs: Properties,
    previous: ArmResource | undefined,
  ): Promise<Properties> {
    const now = arm.now().toISOString();
    const facts = {
      createdAt: previous?.facts["createdAt"] ?? now,
      ...type.provision?.(inputs, id, previous),
      modifiedAt: now,
    };
    const resource = { id: previous?.id ?? id, type: type.type, inputs, facts };
    putResource(arm, resource);
    if (type.written) {
      try {
        await type.written(resource, previous ? "changed" : "created");
      } catch (error) {
        if (!previous) await removeResource(arm, resource.id, "undo");
        throw error;
      }
    }
    return outputsOf(resource);
  }

  return {
    type: type.type,
    replaceOn: type.replaceOn,
    sameInput: sameLocation,
    deleteBeforeReplace: explicitlyNamed,
    computed: type.outputNames,
    // azure-native trusts only these two to stay as they are
    computedOnUpdate: type.outputNames.filter((name) => name !== "name" && name !== "location"),
    ...(type.secretAtImport ? { secretAtImport: type.secretAtImport } : {}),

    check(inputs, context) {
      const checked = type.check(inputs, context);
      return { ...checked, inputs: { ...versionOf(type), ...checked.inputs } };
    },

    async create(inputs) {
      const id = idOf(inputs);
      refuseWithoutGroup(arm, type, inputs);
      const current = findResource(arm, id);
      if (current && !type.singleton) throw alreadyExists(id);
      type.refuse?.(inputs, id, current);
      return { id, outputs: await write(id, inputs, current) };
    },

    async read(id, oldInputs) {
      const found = findResource(arm, id) ?? initialAt(id);
      if (!found) return undefined;
      const inputs = { ...versionOf(type), ...without(found.inputs, [MADE_UP_NAME]) };
      // whether the name was made up is known to the state that made it up, not to the cloud
      const marker = oldInputs?.[MADE_UP_NAME] === true ? { [MADE_UP_NAME]: true } : {};
      return { id: found.id, inputs: { ...inputs, ...marker }, outputs: outputsOf(found) };
    },

    async update(id, inputs) {
      const current = findResource(arm, id) ?? initialAt(id);
      if (!current) throw new ProviderError("ResourceNotFound", `'${id}' was not found.`);
      type.refuse?.(inputs, id, current);
      return write(id, inputs, current);
    },

    async delete(id) {
      const current = findResource(arm, id);
      if (!current) return;
      if (type.reset) return type.reset(current);
      type.refuseDelete?.(current);
      await removeResource(arm, current.id, "delete");
    },
  };
}

/** The parts of an id as inputs: what import needs beside the resource's own properties. */
export function inputsFromId(path: string, id: string): Properties | undefined {
  const parts = parseId(path, id);
  return parts && without(parts, ["subscriptionId"]);
}

/** azure-native marks the inputs whose name it made up; only those can exist beside their successor. */
function explicitlyNamed(oldInputs: Properties): boolean {
  return oldInputs[MADE_UP_NAME] !== true;
}

/** "East US 2" is "eastus2", as azure-native compares it. */
function sameLocation(path: string, left: PropertyValue, right: PropertyValue): boolean {
  if (path !== "location" || typeof left !== "string" || typeof right !== "string") return false;
  return regionName(left) === regionName(right);
}

function versionOf(type: ArmType): Properties {
  return type.apiVersion === undefined ? {} : { azureApiVersion: type.apiVersion };
}

function refuseWithoutGroup(arm: Arm, type: ArmType, inputs: Properties): void {
  const name = inputs["resourceGroupName"];
  if (type.path === resourcePaths.resourceGroup || typeof name !== "string") return;
  if (
    !findResource(
      arm,
      formatId(resourcePaths.resourceGroup, { subscriptionId: arm.subscriptionId, ...inputs }),
    )
  ) {
    throw resourceGroupNotFound(name);
  }
}
