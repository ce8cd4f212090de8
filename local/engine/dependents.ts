import type { ResourceState } from "./state.ts";

/** URNs that must exist while the resource does. */
export function dependenciesOf(state: ResourceState): ReadonlySet<string> {
  const urns: readonly (string | undefined)[] = [
    ...state.dependencies,
    ...Object.values(state.propertyDependencies).flat(),
    ...state.replaceWith,
    state.deletedWith,
    state.parent,
    state.provider,
  ];
  return new Set(urns.filter((urn): urn is string => urn !== undefined && urn !== ""));
}

/**
 * The order of deletion: each group can go at once, and only after the groups before it. Nothing goes before what
 * depends on it.
 */
export function deletionOrder<T>(
  condemned: readonly T[],
  stateOf: (item: T) => ResourceState,
): readonly (readonly T[])[] {
  const groups: (readonly T[])[] = [];
  let left = condemned;
  while (left.length > 0) {
    const needed = new Set<string>();
    for (const item of left) {
      const state = stateOf(item);
      for (const urn of dependenciesOf(state)) if (urn !== state.urn) needed.add(urn);
    }
    const free = left.filter((item) => !needed.has(stateOf(item).urn));
    // A circle can only come from resources of two runs that carry one URN; any order is as good then.
    const group = free.length > 0 ? free : left.slice(0, 1);
    groups.push(group);
    left = left.filter((item) => !group.includes(item));
  }
  return groups;
}

/** What depends on `root`, directly or through others, in the order of the state; children alone do not count. */
export function dependentsOf(
  root: ResourceState,
  resources: readonly ResourceState[],
): readonly ResourceState[] {
  const urns = new Set([root.urn]);
  const found = new Set<ResourceState>();
  for (let grown = true; grown;) {
    grown = false;
    for (const resource of resources) {
      if (found.has(resource) || urns.has(resource.urn)) continue;
      const needs = [...dependenciesOf({ ...resource, parent: undefined })];
      if (!needs.some((urn) => urns.has(urn))) continue;
      found.add(resource);
      urns.add(resource.urn);
      grown = true;
    }
  }
  return resources.filter((resource) => found.has(resource));
}
