import { createHash } from "node:crypto";
import type { Provider } from "../provider/provider.ts";
import type { Properties } from "../provider/values.ts";
import { providerConfig } from "./goal-state.ts";
import type { RunContext } from "./run-context.ts";
import type { ResourceState } from "./state.ts";
import { StepFailure } from "./step-failure.ts";

/**
 * The inputs as the provider completes them; what it refuses stops the run. `olds` are absent where the resource owes
 * nothing to an earlier one. A component's inputs are as they are.
 */
export async function check(
  run: RunContext,
  state: ResourceState,
  provider: Provider | undefined,
  news: Properties,
  olds: Properties | undefined,
): Promise<Properties> {
  if (!provider) return news;
  const { inputs, failures } = await provider.check({
    urn: state.urn,
    olds,
    news,
    randomSeed: seedOf(state),
    config: providerConfig(run, state.type, state.provider),
  });
  if (failures.length === 0) return inputs;
  const lines = failures.map(({ property, reason }) =>
    property === "" ? reason : `property ${property} has a problem: ${reason}`,
  );
  throw new StepFailure(state.urn, lines.join("\n"));
}

/**
 * The seed of generated names. Pulumi's is random and lives on in the name it made; this one is the same in every run,
 * so that a preview shows the names that the update makes, and changes with each replacement.
 */
function seedOf({ urn, replacements }: ResourceState): Uint8Array {
  return createHash("sha256").update(`${urn}#${replacements}`).digest();
}
