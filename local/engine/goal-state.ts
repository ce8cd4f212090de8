import { defaultProviderUrn, isProviderType, providerOf } from "./provider-packages.ts";
import type { Properties } from "../provider/values.ts";
import type { Goal } from "./registration.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";
import { packageOf } from "./urn.ts";

/** The state that the goal leads to, without what only the provider knows: id and outputs. */
export function goalState(
  run: RunContext,
  urn: string,
  goal: Goal,
  old: ResourceState | undefined,
): ResourceState {
  const { options } = goal;
  return {
    urn,
    type: goal.type,
    custom: goal.custom,
    id: "",
    parent: goal.parent,
    inputs: goal.inputs,
    outputs: {},
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    provider: providerUrn(run, urn, goal),
    protect: options.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? false,
    deletedWith: options.deletedWith,
    replaceWith: options.replaceWith,
    replacementTrigger: options.replacementTrigger,
    ignoreChanges: options.ignoreChanges,
    replaceOnChanges: options.replaceOnChanges,
    additionalSecretOutputs: options.additionalSecretOutputs,
    importId: options.importId,
    aliases: old && old.urn !== urn ? [old.urn] : [],
    external: false,
    delete: false,
    pendingReplacement: false,
    replacements: old?.replacements ?? 0,
  };
}

/** The configuration of the provider with that URN: an explicit one's inputs, or what the stack says for its package. */
export function providerConfig(run: RunContext, type: string, provider: string): Properties {
  const explicit = run.ledger.newOf(provider);
  if (explicit) return explicit.inputs;
  const prefix = `${packageOf(type)}:`;
  return Object.fromEntries(
    Object.entries(run.config)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}

function providerUrn(run: RunContext, urn: string, { custom, type, options }: Goal): string {
  if (!custom || isProviderType(type)) return "";
  if (options.provider === undefined) {
    const version = options.version ?? providerOf(type, urn, run.providers).version;
    return defaultProviderUrn(run.stack, run.project, type, version);
  }
  const explicit = options.provider.slice(0, options.provider.lastIndexOf("::"));
  if (!run.ledger.newOf(explicit)) throw new StepFailure(urn, `unknown provider '${options.provider}'`);
  return explicit;
}
