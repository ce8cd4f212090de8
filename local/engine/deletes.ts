import { deletionOrder, dependenciesOf } from "./dependents.ts";
import type { Operation } from "./events.ts";
import type { Old } from "./ledger.ts";
import { providerOf } from "./provider-packages.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

export type DeletionFailure = { readonly urn: string; readonly cause: unknown };

/**
 * Deletes what the program did not register and what was replaced, dependents first. A protected resource stays, and
 * with it all that it depends on; the others still go. Returns what could not be deleted.
 */
export async function deleteUnregistered(run: RunContext): Promise<readonly DeletionFailure[]> {
  const { ledger } = run;
  const unwanted = ledger.olds.filter((old) => !old.removed && (!old.claimed || old.state.delete));
  for (const old of unwanted) {
    ledger.deleting.add(old.state.urn);
    // Deleted ahead of a replacement that the program no longer declares.
    if (old.state.pendingReplacement) old.removed = true;
  }
  const condemned = unwanted.filter((old) => !old.removed);
  const failures: DeletionFailure[] = [];
  const kept = new Set<string>();
  for (const group of deletionOrder(condemned, (old) => old.state)) {
    if (failures.some(({ cause }) => !(cause instanceof StepFailure))) break;
    const outcomes = group.map(async (old) => {
      const { state } = old;
      if (kept.has(state.urn)) return keep(state, kept);
      try {
        await deleteOld(run, old, state.delete ? "delete-replaced" : "delete");
      } catch (cause) {
        failures.push({ urn: state.urn, cause });
        keep(state, kept);
      }
    });
    await Promise.all(outcomes);
  }
  return failures;
}

function keep(state: ResourceState, kept: Set<string>): void {
  for (const urn of dependenciesOf(state)) kept.add(urn);
}

/** Deletes one resource of the last state. In a preview, nothing but the event happens. */
export async function deleteOld(run: RunContext, old: Old, op: "delete" | "delete-replaced"): Promise<void> {
  const { state } = old;
  if (state.pendingReplacement) return;
  const shown: Operation = state.external ? "discard" : op;
  await run.steps.run({ op: shown, urn: state.urn, olds: state.inputs }, async () => {
    if (state.protect && op === "delete") {
      throw new StepFailure(
        state.urn,
        "cannot be deleted because it is protected. Remove `protect` from it in the program and deploy once first",
      );
    }
    if (!staysInTheCloud(run, state)) {
      const provider = providerOf(state.type, state.urn, run.providers);
      await provider.delete({ urn: state.urn, id: state.id });
    }
    if (old.early) old.state = { ...state, pendingReplacement: true };
    else old.removed = true;
  });
}

function staysInTheCloud(run: RunContext, state: ResourceState): boolean {
  const goesWithAnother = state.deletedWith !== undefined && run.ledger.deleting.has(state.deletedWith);
  return run.preview || !state.custom || state.external || state.retainOnDelete || goesWithAnother;
}
