import type { Provider } from "./provider.ts";

/**
 * The provider, for an engine that may be killed at any moment: what it created without saving that it did is taken
 * back when it creates the same resource again. Azure would refuse the name, and every `up` would fail from then on.
 *
 * A creation counts as saved once the engine comes back to it by its id.
 */
export function takingBackLostCreations(provider: Provider): Provider {
  /** urn -> id, of what was created and not come back to */
  const unsaved = new Map<string, string>();

  function comeBackTo({ urn, id }: { readonly urn: string; readonly id: string }): void {
    if (unsaved.get(urn) === id) unsaved.delete(urn);
  }

  return {
    ...provider,
    async create(request) {
      const { urn, preview } = request;
      if (preview) return provider.create(request);
      const lost = unsaved.get(urn);
      if (lost !== undefined) await provider.delete({ urn, id: lost });
      unsaved.delete(urn);
      const created = await provider.create(request);
      unsaved.set(urn, created.id);
      return created;
    },
    async diff(request) {
      comeBackTo(request);
      return provider.diff(request);
    },
    async update(request) {
      comeBackTo(request);
      return provider.update(request);
    },
    async read(request) {
      comeBackTo(request);
      return provider.read(request);
    },
    async delete(request) {
      comeBackTo(request);
      return provider.delete(request);
    },
  };
}
