import { announcing, type Announcement } from "../provider/announce.ts";
import { callerDirectory } from "../provider/caller-directory.ts";
import { takingBackLostCreations } from "../provider/lost-creations.ts";
import type { Provider } from "../provider/provider.ts";
import { serveProvider, type ServedProvider } from "../provider/serve.ts";
import { programDirectory } from "./program-directory.ts";

export type ServedProviders = {
  /** package -> port of this machine */
  readonly ports: Readonly<Record<string, number>>;
  close(): Promise<void>;
};

export type ServeProvidersOptions = {
  /** of the first provider, the others follow; any free port where one is taken */
  readonly port: number;
  readonly onChange: (change: Announcement) => void;
};

/** Serves providers to Pulumi CLIs: to any number of programs, one after another or at once. */
export async function serveProviders(
  providers: readonly Provider[],
  options: ServeProvidersOptions,
): Promise<ServedProviders> {
  const served: ServedProvider[] = [];
  async function close(): Promise<void> {
    await Promise.all(served.map(async (server) => server.close()));
  }

  const ports: Record<string, number> = {};
  try {
    for (const [index, provider] of providers.entries()) {
      const attachable = takingBackLostCreations(announcing(provider, options.onChange));
      const server = await serveAt(attachable, options.port + index);
      served.push(server);
      ports[provider.name] = server.port;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { ports, close };
}

async function serveAt(provider: Provider, port: number): Promise<ServedProvider> {
  if (port < 1) return serveProvider(provider, { directoryOf });
  return serveProvider(provider, { port, directoryOf }).catch(async () =>
    serveProvider(provider, { directoryOf }),
  );
}

async function directoryOf(peer: string): Promise<string | undefined> {
  const directory = await callerDirectory(peer);
  return directory === undefined ? undefined : programDirectory(directory);
}
