import { UNKNOWN, type Properties } from "../provider/values.ts";
import { compare } from "./decide.ts";
import { dependentsOf } from "./dependents.ts";
import type { Old } from "./ledger.ts";
import { providerOf } from "./provider-packages.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

/**
 * What has to be deleted before `root` can be, because a new `root` would replace it too, in dependency order. Whether
 * a dependent would be replaced is asked of its provider, with every property unknown that comes from a replaced one.
 */
export async function deletedBefore(run: RunContext, root: Old): Promise<readonly Old[]> {
  const { ledger } = run;
  const replaced = new Set([root.state.urn]);
  const found: Old[] = [];
  const waiting = ledger.olds.filter((old) => !old.claimed && !old.removed && !old.state.delete);
  const dependents = new Set(dependentsOf(root.state, [root.state, ...waiting.map((old) => old.state)]));
  for (const old of waiting) {
    if (!dependents.has(old.state) && !goesWith(old.state, root.state.urn)) continue;
    if (!(await wouldBeReplaced(run, old.state, replaced))) continue;
    refuseProtected(old.state, root.state.urn);
    replaced.add(old.state.urn);
    found.push(old);
  }
  return found;
}

function goesWith(state: ResourceState, urn: string): boolean {
  return state.deletedWith === urn || state.replaceWith.includes(urn);
}

async function wouldBeReplaced(
  run: RunContext,
  state: ResourceState,
  replaced: ReadonlySet<string>,
): Promise<boolean> {
  if (!state.custom || state.external) return false;
  if (replaced.has(state.provider)) return true;
  if (state.deletedWith !== undefined && replaced.has(state.deletedWith)) return true;
  if (state.replaceWith.some((urn) => replaced.has(urn))) return true;
  const changing = Object.keys(state.inputs).filter((key) =>
    state.propertyDependencies[key]?.some((urn) => replaced.has(urn)),
  );
  if (changing.length === 0) return false;
  const inputs: Properties = {
    ...state.inputs,
    ...Object.fromEntries(changing.map((key) => [key, UNKNOWN])),
  };
  const provider = providerOf(state.type, state.urn, run.providers);
  const { changes } = await compare(state, inputs, provider, state.ignoreChanges, state.replaceOnChanges);
  return changes.some((change) => change.replaces);
}

function refuseProtected(state: ResourceState, because: string): void {
  if (!state.protect) return;
  throw new StepFailure(
    state.urn,
    `cannot be replaced as part of replacing ${because}: it is protected. Remove \`protect\` from it in the program first`,
  );
}
