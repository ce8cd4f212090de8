import { startCloud, type Cloud, type CloudOptions } from "../../local/cloud/cloud.ts";
import { serveProvider } from "../../local/provider/serve.ts";
import { freePortRow } from "../raptor.ts";
import { attachedProvider, type AttachedProvider } from "../../local/provider/attached-provider.ts";

/** A cloud whose providers are served over gRPC, as `npm run cloud` serves them, and can be attached to. */
export type ServedCloud = {
  readonly cloud: Cloud;
  /** new connections, as every operation of the CLI opens them, to programs that run in `directory` */
  attach(): Promise<readonly AttachedProvider[]>;
  close(): Promise<void>;
};

/** Apps are not started: the sites stand before an address where nobody listens. */
export async function serveTestCloud(options: Partial<CloudOptions> & { readonly directory?: string } = {}) {
  const { directory, ...cloudOptions } = options;
  const cloud = await startCloud({
    port: await freePortRow(6),
    upstreams: { "raptor-client": NOWHERE, "raptor-server": NOWHERE },
    onEvent: () => undefined,
    ...cloudOptions,
  });
  const served = await Promise.all(
    cloud.providers.map(async (provider) => {
      const directoryOf = () => Promise.resolve(directory);
      return { name: provider.name, ...(await serveProvider(provider, { directoryOf })) };
    }),
  );
  const clients: AttachedProvider[] = [];
  const result: ServedCloud = {
    cloud,
    async attach() {
      const attached = await Promise.all(served.map(async ({ name, port }) => attachedProvider(name, port)));
      clients.push(...attached);
      return attached;
    },
    async close() {
      for (const client of clients) client.close();
      await Promise.all(served.map(async (server) => server.close()));
      await cloud.close();
    },
  };
  return result;
}

export const NOWHERE = "http://127.0.0.1:9";
