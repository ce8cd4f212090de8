import { isSecret, containsUnknown, type Properties } from "../provider/values.ts";
import { hashAssets } from "./assets.ts";
import { EngineError } from "./engine-error.ts";
import { messageOf } from "./failure-message.ts";
import { providerOf } from "./provider-packages.ts";
import { planRead } from "./read.ts";
import { planRegistration } from "./register.ts";
import type { Goal, Registration } from "./registration.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { createUrn, packageOf } from "./urn.ts";
import { versionWarning } from "./version-warning.ts";

/** What a program can ask, in plain data. What fails comes out as an exception. */
export type Monitor = {
  register(goal: Goal): Promise<ResourceState>;
  read(goal: Goal, id: string): Promise<ResourceState>;
  registerOutputs(urn: string, outputs: Properties): Promise<void>;
  /** undefined: an argument is not known yet */
  invoke(token: string, args: Properties): Promise<Properties | undefined>;
  registrations(): readonly Registration[];
};

export function createMonitor(run: RunContext, directory: string): Monitor {
  const records: { registration: Registration }[] = [];
  const goals = new Map<string, Goal>();
  const warnings = new Set<string>();
  let lastPlan: Promise<unknown> = Promise.resolve();

  /** Decisions one after another, in the order in which the requests came. */
  function inTurn<T>(plan: () => Promise<T>): Promise<T> {
    const turn = lastPlan.then(plan);
    lastPlan = turn.catch(() => undefined);
    return turn;
  }

  function warnOfVersion({ type, options }: Goal): void {
    const name = packageOf(type);
    const provider = run.providers.get(name);
    const warning = provider && versionWarning(name, options.version, provider.version);
    if (warning === undefined || warnings.has(warning)) return;
    warnings.add(warning);
    run.diagnose("warning", warning, "");
  }

  function record(goal: Goal, readId: string | undefined): { registration: Registration } {
    const urn = createUrn(run.stack, run.project, goal.parent, goal.type, goal.name);
    const entry = { registration: { ...goal, urn, readId, id: "", outputs: {} } };
    records.push(entry);
    return entry;
  }

  async function carryOut(
    requested: Goal,
    readId: string | undefined,
    plan: (goal: Goal) => Promise<() => Promise<ResourceState>>,
  ): Promise<ResourceState> {
    const goal = inheritOptions(requested, goals);
    const entry = record(goal, readId);
    warnOfVersion(goal);
    const where = `${goal.type} (${goal.name})`;
    const work = await inTurn(async () => {
      const inputs = await hashAssets(goal.inputs, directory, where);
      entry.registration = { ...entry.registration, inputs };
      goals.set(entry.registration.urn, goal);
      return plan({ ...goal, inputs });
    });
    const state = await work();
    entry.registration = { ...entry.registration, id: state.id, outputs: state.outputs };
    return state;
  }

  return {
    register: (goal) => carryOut(goal, undefined, (complete) => planRegistration(run, complete)),
    read: (goal, id) => carryOut(goal, id, (complete) => planRead(run, complete, id)),

    async registerOutputs(urn, sent) {
      const state = run.ledger.newOf(urn);
      if (!state) throw new EngineError("Refused", `outputs for ${urn}, which is not registered`);
      const outputs = await hashAssets(sent, directory, urn);
      run.ledger.put({ ...state, outputs });
      const entry = records.find(({ registration }) => registration.urn === urn);
      if (entry) entry.registration = { ...entry.registration, outputs };
    },

    async invoke(token, args) {
      if (token === "pulumi:pulumi:getResource") return getResource(run, args);
      if (containsUnknown(args)) return undefined;
      const provider = providerOf(token, token, run.providers);
      try {
        return await provider.invoke(token, args);
      } catch (cause) {
        throw new EngineError(
          "ResourceFailed",
          `invocation of ${token} returned an error: ${messageOf(cause)}`,
        );
      }
    },

    registrations: () => records.map(({ registration }) => registration),
  };
}

/** protect, retainOnDelete and deletedWith hold for a resource's children too, unless they say otherwise. */
function inheritOptions(goal: Goal, goals: ReadonlyMap<string, Goal>): Goal {
  const parent = goal.parent === undefined ? undefined : goals.get(goal.parent)?.options;
  if (!parent) return goal;
  const { options } = goal;
  return {
    ...goal,
    options: {
      ...options,
      protect: options.protect ?? parent.protect,
      retainOnDelete: options.retainOnDelete ?? parent.retainOnDelete,
      deletedWith: options.deletedWith ?? parent.deletedWith,
    },
  };
}

function getResource(run: RunContext, args: Properties): Properties {
  const urn = isSecret(args.urn) ? args.urn.value : args.urn;
  const state = typeof urn === "string" ? run.ledger.newOf(urn) : undefined;
  if (!state) throw new EngineError("Refused", `unknown resource ${JSON.stringify(urn)}`);
  return { urn: state.urn, id: state.id, state: state.outputs };
}
