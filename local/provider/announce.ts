import type { Provider } from "./provider.ts";

/** A change of the cloud that a provider made. */
export type Announcement = {
  readonly op: "create" | "update" | "delete";
  readonly urn: string;
  /** milliseconds in the provider */
  readonly duration: number;
};

/** The provider, telling of each change after it was made. Previews and refusals change nothing. */
export function announcing(provider: Provider, onChange: (change: Announcement) => void): Provider {
  async function timed<T>(op: Announcement["op"], urn: string, change: () => Promise<T>): Promise<T> {
    const since = performance.now();
    const result = await change();
    onChange({ op, urn, duration: performance.now() - since });
    return result;
  }

  return {
    ...provider,
    create: async (request) =>
      request.preview
        ? provider.create(request)
        : timed("create", request.urn, async () => provider.create(request)),
    update: async (request) =>
      request.preview
        ? provider.update(request)
        : timed("update", request.urn, async () => provider.update(request)),
    delete: async (request) => timed("delete", request.urn, async () => provider.delete(request)),
  };
}
