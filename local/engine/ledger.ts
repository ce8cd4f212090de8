import type { ResourceState, StackState } from "./state.ts";

/** A resource of the last state, and what this run has done to it. */
export type Old = {
  state: ResourceState;
  /** registered again in this run: a step of its own has taken it over */
  claimed: boolean;
  /** no longer part of the state */
  removed: boolean;
  /** deleted ahead of its replacement: when that is through, however it ended */
  early?: Promise<void>;
  /** came into the state in this very run, by `import` */
  imported?: true;
};

/**
 * What this run has done so far: the last state beside the new one, and the marks that later decisions need. The
 * state it gives at any moment is what would have to be kept if everything stopped right then.
 */
export type Ledger = {
  readonly olds: readonly Old[];
  /** the last state's resource of that URN, but not one that only waits to be deleted */
  oldOf(urn: string): Old | undefined;
  /** URNs in the order of their registration */
  claim(urn: string): void;
  claimed(urn: string): boolean;
  newOf(urn: string): ResourceState | undefined;
  put(state: ResourceState): void;
  /** old URN -> new URN, for what an alias found */
  readonly renamed: Map<string, string>;
  oldUrnOf(urn: string): string | undefined;
  readonly replaced: Set<string>;
  /** old URNs that this run deletes or has deleted, also ahead of their replacement */
  readonly deleting: Set<string>;
  state(): StackState;
};

export function createLedger(base: StackState): Ledger {
  const olds: Old[] = base.resources.map((state) => ({ state, claimed: false, removed: false }));
  const byUrn = new Map(olds.filter((old) => !old.state.delete).map((old) => [old.state.urn, old]));
  const order = new Map<string, ResourceState | undefined>();
  const renamed = new Map<string, string>();

  return {
    olds,
    oldOf: (urn) => byUrn.get(urn),
    claim: (urn) => void order.set(urn, undefined),
    claimed: (urn) => order.has(urn),
    newOf: (urn) => order.get(urn),
    put: (state) => void order.set(state.urn, state),
    renamed,
    oldUrnOf: (urn) => [...renamed].find(([, current]) => current === urn)?.[0],
    replaced: new Set(),
    deleting: new Set(),
    state: () => ({
      resources: [
        ...[...order.values()].filter((state) => state !== undefined),
        ...olds.filter((old) => !old.removed).map((old) => old.state),
      ],
    }),
  };
}
