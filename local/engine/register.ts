import type { Provider } from "../provider/provider.ts";
import type { Properties } from "../provider/values.ts";
import { applyCreate, applyReplace, applySame, applyUpdate, type Target } from "./apply.ts";
import { check } from "./check.ts";
import { decide } from "./decide.ts";
import { deleteOld } from "./deletes.ts";
import { goalState } from "./goal-state.ts";
import { claimUrn, findOld } from "./identity.ts";
import { resetIgnored } from "./ignore-changes.ts";
import { isImport, readImported } from "./import.ts";
import type { Old } from "./ledger.ts";
import { providerOf } from "./provider-packages.ts";
import type { Goal } from "./registration.ts";
import { deletedBefore } from "./replacements.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

/** What is left to do once everything is decided. */
type Work = () => Promise<ResourceState>;

/**
 * Decides what has to happen to one registered resource. Decisions are made one after another (`decide` sees what the
 * earlier ones decided); the work they return runs side by side.
 */
export async function planRegistration(run: RunContext, goal: Goal): Promise<Work> {
  const urn = claimUrn(run, goal);
  const provider = goal.custom ? providerOf(goal.type, urn, run.providers) : undefined;
  const found = findOld(run, urn, goal);
  const importing = isImport(goal, found?.state);
  const before = importing && provider ? await readImported(run, urn, goal, provider, found) : found;
  if (!before) return planCreate(run, urn, goal, provider);
  if (before.early || before.state.external) return planRecreate(run, urn, goal, provider, before);

  const old = before.state;
  const state = goalState(run, urn, goal, old);
  const wanted = setBackIgnored(run, urn, old, goal);
  const inputs = await check(run, state, provider, wanted, old.inputs);
  const decision = await decide({
    old,
    options: goal.options,
    inputs,
    provider,
    providerUrn: state.provider,
    replaced: run.ledger.replaced,
  });
  const target = { goal: { ...state, inputs }, provider, hidden: goal.options.hideDiffs };
  if (decision.kind === "same") return () => applySame(run, target, before);
  if (decision.kind === "update") return () => applyUpdate(run, target, before, decision.changes);
  refuseReplacement(run, urn, goal, old, state);
  const replacement = await replacementOf(run, goal, state, provider);
  if (!decision.deleteBeforeReplace) {
    return () => applyReplace(run, replacement, before, decision.changes);
  }
  const deletion = await planEarlyDeletion(run, before);
  return async () => {
    await deletion();
    return applyReplace(run, replacement, before, decision.changes);
  };
}

async function planCreate(
  run: RunContext,
  urn: string,
  goal: Goal,
  provider: Provider | undefined,
): Promise<Work> {
  const state = goalState(run, urn, goal, undefined);
  const inputs = await check(run, state, provider, goal.inputs, undefined);
  return () => applyCreate(run, { goal: { ...state, inputs }, provider, hidden: [] });
}

/** The old one is deleted already, because something it depends on was, or was never Pulumi's. */
async function planRecreate(
  run: RunContext,
  urn: string,
  goal: Goal,
  provider: Provider | undefined,
  before: Old,
): Promise<Work> {
  const state = goalState(run, urn, goal, before.state);
  const replacement = await replacementOf(run, goal, state, provider);
  return async () => {
    await before.early;
    if (before.early && !before.state.pendingReplacement) {
      throw new StepFailure(urn, "it could not be deleted, so its replacement is not created");
    }
    return applyReplace(run, replacement, before, []);
  };
}

/** A replacement owes nothing to the old one: defaults and generated names are made anew. */
async function replacementOf(
  run: RunContext,
  goal: Goal,
  state: ResourceState,
  provider: Provider | undefined,
): Promise<Target> {
  run.ledger.replaced.add(state.urn);
  const next = { ...state, replacements: state.replacements + 1 };
  const inputs = await check(run, next, provider, goal.inputs, undefined);
  return { goal: { ...next, inputs }, provider, hidden: goal.options.hideDiffs };
}

/** Deletes `root`, and before it what its replacement would replace too. */
async function planEarlyDeletion(run: RunContext, root: Old): Promise<() => Promise<void>> {
  const condemned = [...(await deletedBefore(run, root)).toReversed(), root];
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const old of condemned) {
    old.early = promise;
    run.ledger.deleting.add(old.state.urn);
  }
  return async () => {
    try {
      for (const old of condemned) await deleteOld(run, old, "delete-replaced");
    } finally {
      resolve();
    }
  };
}

function setBackIgnored(run: RunContext, urn: string, old: ResourceState, goal: Goal): Properties {
  const { inputs, unmatched } = resetIgnored(old.inputs, goal.inputs, goal.options.ignoreChanges);
  if (unmatched.length > 0) {
    const paths = unmatched.join(", ");
    run.diagnose("info", `cannot ignore changes in added or removed elements of the path: "${paths}"`, urn);
  }
  return inputs;
}

function refuseReplacement(
  run: RunContext,
  urn: string,
  goal: Goal,
  old: ResourceState,
  next: ResourceState,
): void {
  if (old.protect && next.protect) {
    throw new StepFailure(
      urn,
      "cannot be replaced because it is protected. Remove `protect` from it in the program first",
    );
  }
  if (goal.options.importId === undefined) return;
  const message =
    "previously-imported resources that still specify an ID may not be replaced; please remove the `import` declaration from your program";
  if (!run.preview) throw new StepFailure(urn, message);
  run.diagnose("warning", message, urn);
}
