import type { PropertyDiff } from "../provider/diff.ts";
import type { Provider } from "../provider/provider.ts";
import { isSecret, secret, type Properties } from "../provider/values.ts";
import type { Old } from "./ledger.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

/** A resource on its way into the state. */
export type Target = {
  /** what the state becomes; id and outputs are still to come */
  readonly goal: ResourceState;
  /** undefined: a component */
  readonly provider: Provider | undefined;
  readonly hidden: readonly string[];
};

export function applyCreate(run: RunContext, target: Target): Promise<ResourceState> {
  const { goal } = target;
  return run.steps.run({ op: "create", urn: goal.urn, news: goal.inputs }, async () => {
    const state = await create(run, target);
    run.ledger.put(state);
    return state;
  });
}

/** The creating half of a replacement. The old one goes before (`deleteFirst`) or at the end of the run. */
export function applyReplace(
  run: RunContext,
  target: Target,
  old: Old,
  changes: readonly PropertyDiff[],
): Promise<ResourceState> {
  const { goal, hidden } = target;
  const subject = { urn: goal.urn, changes, olds: old.state.inputs, news: goal.inputs, hidden };
  return run.steps.run({ op: "replace", ...subject }, async () => {
    const state = await create(run, target);
    run.ledger.put(state);
    if (old.state.pendingReplacement) old.removed = true;
    else old.state = { ...old.state, delete: true };
    return state;
  });
}

async function create(run: RunContext, { goal, provider }: Target): Promise<ResourceState> {
  if (!provider) return goal;
  const { urn, inputs } = goal;
  const created = await provider.create({ urn, inputs, preview: run.preview });
  if (!run.preview && created.id === "") {
    throw new StepFailure(urn, "the provider returned no id for the resource it created");
  }
  return { ...goal, id: created.id, outputs: markOutputs(goal, created.outputs) };
}

export function applyUpdate(
  run: RunContext,
  { goal, provider, hidden }: Target,
  old: Old,
  changes: readonly PropertyDiff[],
): Promise<ResourceState> {
  const { urn, inputs } = goal;
  const before = old.state;
  return run.steps.run(
    { op: "update", urn, changes, olds: before.inputs, news: inputs, hidden },
    async () => {
      const outputs = provider
        ? await provider.update({
            urn,
            id: before.id,
            oldInputs: before.inputs,
            oldOutputs: before.outputs,
            news: inputs,
            preview: run.preview,
          })
        : before.outputs;
      const state = { ...goal, id: before.id, outputs: markOutputs(goal, outputs) };
      run.ledger.put(state);
      old.removed = true;
      return state;
    },
  );
}

/** Nothing differs; options and dependencies in the state still follow the program. */
export async function applySame(run: RunContext, { goal }: Target, old: Old): Promise<ResourceState> {
  const state = { ...goal, id: old.state.id, outputs: markOutputs(goal, old.state.outputs) };
  async function keep(): Promise<ResourceState> {
    run.ledger.put(state);
    old.removed = true;
    return state;
  }
  // Its import was the step.
  return old.imported ? keep() : run.steps.run({ op: "same", urn: goal.urn }, keep);
}

/** An output is secret when the option says so, or when the input of that name is. */
export function markOutputs(state: ResourceState, outputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [
      key,
      state.additionalSecretOutputs.includes(key) || isSecret(state.inputs[key]) ? secret(value) : value,
    ]),
  );
}
