import type { Alias as AliasMessage } from "@pulumi/pulumi/proto/alias_pb.js";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import { fromStruct } from "../provider/struct.ts";
import { NO_OPTIONS, type Alias, type Goal, type ResourceOptions } from "./registration.ts";
import { fromValue, optional } from "./wire.ts";

/** A registration as it came over the wire, in plain data. */
export function decodeRegistration(request: RegisterResourceRequest): Goal {
  const inputs = fromStruct(request.getObject());
  const dependencies = request.getDependenciesList();
  const listed = request.getPropertydependenciesMap();
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: optional(request.getParent()),
    inputs,
    dependencies,
    propertyDependencies: Object.fromEntries(
      listed.getLength() === 0
        ? Object.keys(inputs).map((key) => [key, dependencies])
        : [...listed.entries()].map(([key, value]) => [key, value.getUrnsList()]),
    ),
    options: decodeOptions(request),
  };
}

function decodeOptions(request: RegisterResourceRequest): ResourceOptions {
  const timeouts = request.getCustomtimeouts()?.toObject();
  return {
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deleteBeforeReplace:
      request.getDeletebeforereplacedefined() || request.getDeletebeforereplace()
        ? request.getDeletebeforereplace()
        : undefined,
    deletedWith: optional(request.getDeletedwith()),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    replaceWith: request.getReplaceWithList(),
    replacementTrigger: fromValue(request.getReplacementTrigger()),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    hideDiffs: request.getHidediffsList(),
    aliases: [
      ...request.getAliasurnsList().map((urn) => ({ urn })),
      ...request.getAliasesList().map(decodeAlias),
    ],
    importId: optional(request.getImportid()),
    version: optional(request.getVersion()),
    pluginDownloadUrl: optional(request.getPlugindownloadurl()),
    provider: optional(request.getProvider()),
    providers: Object.fromEntries(request.getProvidersMap().entries()),
    customTimeouts: Object.fromEntries(
      Object.entries(timeouts ?? {}).filter(([, timeout]) => timeout !== ""),
    ),
  };
}

function decodeAlias(alias: AliasMessage): Alias {
  const spec = alias.getSpec();
  if (!spec) return { urn: alias.getUrn() };
  return {
    name: optional(spec.getName()),
    type: optional(spec.getType()),
    stack: optional(spec.getStack()),
    project: optional(spec.getProject()),
    parent: optional(spec.getParenturn()),
    noParent: spec.getNoparent(),
  };
}

/** `Resource.get`: the id, and a goal that holds what the program already knows of the resource. */
export function decodeRead(request: ReadResourceRequest): { readonly id: string; readonly goal: Goal } {
  return {
    id: request.getId(),
    goal: {
      type: request.getType(),
      name: request.getName(),
      custom: true,
      parent: optional(request.getParent()),
      inputs: fromStruct(request.getProperties()),
      dependencies: request.getDependenciesList(),
      propertyDependencies: {},
      options: {
        ...NO_OPTIONS,
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        version: optional(request.getVersion()),
        pluginDownloadUrl: optional(request.getPlugindownloadurl()),
        provider: optional(request.getProvider()),
      },
    },
  };
}

/**
 * What a registration asks for that this engine does not do, each by the name the program uses for it. Dropping one
 * in silence would deploy something else than what was declared.
 */
export function unsupportedOptions(request: RegisterResourceRequest): readonly string[] {
  const asked: readonly (readonly [string, boolean])[] = [
    ["remote components", request.getRemote()],
    ["transforms", request.getTransformsList().length > 0],
    ["hooks", request.hasHooks()],
    ["stateMigrations", request.getStateMigrationsList().length > 0],
    ["envVarMappings", request.getEnvvarmappingsMap().getLength() > 0],
  ];
  return asked.filter(([, present]) => present).map(([name]) => name);
}
