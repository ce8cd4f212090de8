import type { Authority } from "../appservice/authority.ts";
import type { SiteEvent } from "../appservice/events.ts";
import { openSite, type RunningSite } from "../appservice/open-site.ts";
import type { Arm, SiteChange } from "../azure/arm.ts";
import { declaredSite, type DeclaredSite } from "../azure/declared-site.ts";
import { ProviderError } from "../provider/handler.ts";
import type { SiteAddress } from "./addresses.ts";
import { createPorts } from "./ports.ts";
import { isPortTaken, portTakenMessage } from "./port-taken.ts";
import { siteDeclaration } from "./site-declaration.ts";

type OpenSite = { readonly address: SiteAddress; readonly running: RunningSite };

export type SitesOptions = {
  readonly port: number;
  readonly upstreams?: Readonly<Record<string, string>>;
  readonly authority: Authority;
  readonly onEvent: (event: SiteEvent) => void;
};

export type Sites = {
  /** Follows the state: a door opens with its site, is locked with its auth settings, and goes with its site. */
  changed(arm: Arm, siteId: string, change: SiteChange): Promise<void>;
  addresses(): readonly SiteAddress[];
  ready(): Promise<void>;
  /** per site: what of its declaration is likely wrong or not enforced here */
  warnings(): readonly { readonly site: string; readonly message: string }[];
  processes(): readonly number[];
  close(): Promise<void>;
};

export function createSites(options: SitesOptions): Sites {
  const ports = createPorts(options.port);
  const open = new Map<string, OpenSite>();

  function addresses(): readonly SiteAddress[] {
    return [...open.values()].map((site) => site.address);
  }

  async function openDoor(key: string, declared: DeclaredSite): Promise<void> {
    const { name, defaultHostName } = declared;
    const address = { name, defaultHostName, port: ports.of(key) };
    const running = await openSite({
      declaration: siteDeclaration(declared, [...addresses(), address]),
      port: address.port,
      upstream: options.upstreams?.[name],
      authority: options.authority,
      onEvent: options.onEvent,
    }).catch((error: unknown) => {
      if (!isPortTaken(error)) throw error;
      throw new ProviderError("PortTaken", portTakenMessage(address.port, `the site ${name}`));
    });
    open.set(key, { address, running });
  }

  return {
    addresses,

    async changed(arm, siteId, change) {
      const key = siteId.toLowerCase();
      const site = open.get(key);
      const declared = change === "deleted" ? undefined : declaredSite(arm, siteId);
      if (!declared) {
        open.delete(key);
        await site?.running.close();
      } else if (site) {
        await site.running.apply(siteDeclaration(declared, addresses()));
      } else {
        await openDoor(key, declared);
      }
    },

    async ready() {
      await Promise.all([...open.values()].map(async (site) => site.running.ready()));
    },

    warnings: () =>
      [...open.values()].flatMap(({ address, running }) =>
        running.warnings().map((message) => ({ site: address.name, message })),
      ),

    processes: () => [...open.values()].flatMap((site) => site.running.processes()),

    async close() {
      const running = [...open.values()];
      open.clear();
      await Promise.all(running.map(async (site) => site.running.close()));
    },
  };
}
