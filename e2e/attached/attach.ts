import { serveProviders } from "../../local/cli/serve-providers.ts";
import { startCloud, type Cloud, type CloudOptions } from "../../local/cloud/cloud.ts";
import { attachedProvider, type AttachedProvider } from "../../local/provider/attached-provider.ts";
import { freePortRow } from "../../local/cloud/testing/free-port-row.ts";

/** A cloud whose providers are served as `npm run cloud` serves them, and can be attached to. */
export type ServedCloud = {
  readonly cloud: Cloud;
  /** new connections, as every operation of the CLI opens them */
  readonly attach: () => Promise<readonly AttachedProvider[]>;
  close(): Promise<void>;
};

/** Where nobody listens: sites with this upstream start no app. */
const NOWHERE = "http://127.0.0.1:9";

export async function serveTestCloud(options: Partial<CloudOptions> = {}): Promise<ServedCloud> {
  const cloud = await startCloud({
    port: await freePortRow(6),
    upstreams: { "raptor-client": NOWHERE, "raptor-server": NOWHERE },
    onEvent: () => undefined,
    ...options,
  });
  const served = await serveProviders(cloud.providers, { port: 0, onChange: () => undefined });
  const connections: AttachedProvider[] = [];
  return {
    cloud,
    async attach() {
      const attached = await Promise.all(
        Object.entries(served.ports).map(async ([name, port]) => attachedProvider(name, port)),
      );
      connections.push(...attached);
      return attached;
    },
    async close() {
      for (const connection of connections) connection.close();
      await served.close();
      await cloud.close();
    },
  };
}
