import { isUnknown } from "../provider/values.ts";
import { markOutputs } from "./apply.ts";
import { goalState } from "./goal-state.ts";
import { claimUrn, findOld } from "./identity.ts";
import { providerOf } from "./provider-packages.ts";
import type { Goal } from "./registration.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

/** `Resource.get`: reads what exists, in a preview too, unless its id is not known yet. It stays nobody's to change. */
export async function planRead(
  run: RunContext,
  goal: Goal,
  id: string,
): Promise<() => Promise<ResourceState>> {
  const urn = claimUrn(run, goal);
  const old = findOld(run, urn, goal);
  const provider = providerOf(goal.type, urn, run.providers);
  const state: ResourceState = { ...goalState(run, urn, goal, old?.state), id, external: true };
  return () =>
    run.steps.run({ op: "read", urn }, async () => {
      const read = isUnknown(id) ? state : await provider.read({ urn, id });
      if (!read) throw new StepFailure(urn, `resource '${id}' does not exist`);
      const found = { ...state, id: read.id, outputs: markOutputs(state, read.outputs) };
      run.ledger.put(found);
      if (!old) return found;
      // A resource that Pulumi managed under this name goes, unless it is the very one that is read now.
      if (old.state.external || old.state.id === id) old.removed = true;
      else old.state = { ...old.state, delete: true };
      return found;
    });
}
