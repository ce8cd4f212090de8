import type { Provider } from "../provider/provider.ts";
import { goalState } from "./goal-state.ts";
import type { Old } from "./ledger.ts";
import type { Goal } from "./registration.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

/** Whether the `import` option still has something to bring into the state. */
export function isImport(goal: Goal, old: ResourceState | undefined): boolean {
  const { importId } = goal.options;
  if (!goal.custom || importId === undefined) return false;
  return old === undefined || old.external || (old.importId ?? old.id) !== importId;
}

/**
 * Reads what exists under the imported id, so that the program's inputs are compared with it as with any last state.
 * A resource of this URN with another id is replaced by it.
 */
export function readImported(
  run: RunContext,
  urn: string,
  goal: Goal,
  provider: Provider,
  old: Old | undefined,
): Promise<Old> {
  const importId = goal.options.importId ?? "";
  return run.steps.run({ op: "import", urn }, async () => {
    const found = await provider.read({ urn, id: importId });
    if (!found) throw new StepFailure(urn, `resource '${importId}' does not exist`);
    const { id, inputs, outputs } = found;
    const state = { ...goalState(run, urn, goal, old?.state), id, inputs, outputs };
    run.ledger.put(state);
    if (old) old.state = { ...old.state, delete: true };
    return { state, claimed: true, removed: false, imported: true };
  });
}
