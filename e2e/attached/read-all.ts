import type { ResourceState, StackState } from "../../local/engine/state.ts";
import type { Provider } from "../../local/provider/provider.ts";

/** What the cloud says of each resource of the state, as a refresh asks; without those that are gone. */
export async function readAll(
  providers: readonly Provider[],
  state: StackState,
): Promise<readonly ResourceState[]> {
  const found: ResourceState[] = [];
  for (const resource of state.resources.filter(({ custom }) => custom)) {
    const { urn, type, id, inputs: oldInputs, outputs: oldOutputs } = resource;
    const provider = providers.find(({ name }) => type.startsWith(`${name}:`));
    const read = await provider?.read({ urn, id, oldInputs, oldOutputs });
    if (read) found.push({ ...resource, ...read });
  }
  return found;
}
