import { aliasUrns } from "./aliases.ts";
import type { Old } from "./ledger.ts";
import type { Goal } from "./registration.ts";
import type { RunContext } from "./run-context.ts";
import { StepFailure } from "./step-failure.ts";
import { createUrn } from "./urn.ts";

/** The goal's URN, which no other resource of this run may have. */
export function claimUrn(run: RunContext, goal: Goal): string {
  const { ledger } = run;
  const urn = createUrn(run.stack, run.project, goal.parent, goal.type, goal.name);
  if (goal.parent !== undefined && !ledger.claimed(goal.parent)) {
    throw new StepFailure(urn, `its parent ${goal.parent} is not registered`);
  }
  if (ledger.claimed(urn)) {
    throw new StepFailure(urn, `Duplicate resource URN '${urn}'; try giving it a unique name`);
  }
  const other = ledger.renamed.get(urn);
  if (other !== undefined) {
    throw new StepFailure(
      urn,
      `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${other}'`,
    );
  }
  ledger.claim(urn);
  return urn;
}

/** The goal's resource in the last state, under its URN or one of its aliases; it is taken from then on. */
export function findOld(run: RunContext, urn: string, goal: Goal): Old | undefined {
  const { ledger } = run;
  const scope = {
    stack: run.stack,
    project: run.project,
    oldUrnOf: (known: string) => ledger.oldUrnOf(known),
  };
  const candidates = [urn, ...aliasUrns(goal.name, goal.type, goal.parent, goal.options.aliases, scope)];
  const old = candidates.map((candidate) => ledger.oldOf(candidate)).find((one) => one !== undefined);
  if (!old) return undefined;
  const oldUrn = old.state.urn;
  if (oldUrn !== urn) {
    const taken = ledger.claimed(oldUrn) ? oldUrn : ledger.renamed.get(oldUrn);
    if (taken !== undefined) {
      throw new StepFailure(
        urn,
        `Duplicate resource alias '${oldUrn}' applied to resource with URN '${urn}' conflicting with resource with URN '${taken}'`,
      );
    }
    ledger.renamed.set(oldUrn, urn);
  }
  old.claimed = true;
  return old;
}
