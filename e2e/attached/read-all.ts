import type { ResourceState, StackState } from "../../local/engine/state.ts";
import type { Provider } from "../../local/provider/provider.ts";

/** What the cloud says of each resource of the state, as a refresh asks; without those that are gone. */
export async function readAll(
  providers: readonly Provider[],
  state: StackState,
): Promise<readonly ResourceState[]> {
  const found: ResourceState[] = [];
  for (const resource of cloudResources(state)) {
    const { urn, type, id, inputs: oldInputs, outputs: oldOutputs } = resource;
    const provider = providers.find(({ name }) => type.startsWith(`${name}:`));
    const read = await provider?.read({ urn, id, oldInputs, oldOutputs });
    if (read) found.push({ ...resource, ...read });
  }
  return found;
}

/** The state as a refresh leaves it: what the cloud has no more is gone from it, too. */
export async function refresh(providers: readonly Provider[], state: StackState): Promise<StackState> {
  const found = new Map((await readAll(providers, state)).map((resource) => [resource.urn, resource]));
  const asked = new Set(cloudResources(state).map(({ urn }) => urn));
  return {
    resources: state.resources.flatMap((resource) =>
      asked.has(resource.urn) ? (found.get(resource.urn) ?? []) : resource,
    ),
  };
}

/** Those of the state's resources that a cloud has: no components, and no providers. */
export function cloudResources({ resources }: StackState): readonly ResourceState[] {
  return resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
}
