import type { Authority } from "../appservice/authority.ts";
import type { SiteEvent } from "../appservice/events.ts";
import { openSite, type RunningSite } from "../appservice/open-site.ts";
import { easyAuthOf } from "../appservice/settings.ts";
import type { SiteDeclaration } from "../appservice/site.ts";
import type { Arm, SiteChange } from "../azure/arm.ts";
import { declaredSite, type DeclaredSite } from "../azure/declared-site.ts";
import { ProviderError } from "../provider/handler.ts";
import { browserUrl, type SiteAddress } from "./addresses.ts";
import type { DoorEvent } from "./door-event.ts";
import { createHosts } from "./hosts.ts";
import { createPorts } from "./ports.ts";
import { CloudNotStarted } from "./cloud-not-started.ts";
import { isPortTaken, portTakenMessage } from "./port-taken.ts";
import { siteDeclaration } from "./site-declaration.ts";

type OpenSite = { readonly address: SiteAddress; readonly running: RunningSite; locked: boolean };

export type SitesOptions = {
  readonly port: number;
  readonly upstreams?: Readonly<Record<string, string>>;
  readonly authority: Authority;
  readonly onEvent: (event: SiteEvent) => void;
  readonly onDoor?: ((event: DoorEvent) => void) | undefined;
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
  const hosts = createHosts();
  const open = new Map<string, OpenSite>();

  function addresses(): readonly SiteAddress[] {
    return [...open.values()].map((site) => site.address);
  }

  function say(kind: DoorEvent["kind"], address: SiteAddress): void {
    options.onDoor?.({ kind, site: address.name, url: browserUrl(address) });
  }

  /** contract: easyauth 1.2 */
  function isLocked(declaration: SiteDeclaration): boolean {
    const auth = easyAuthOf(declaration, options.authority);
    return auth !== undefined && auth.action !== "AllowAnonymous";
  }

  function sayWhetherLocked(site: OpenSite, declaration: SiteDeclaration): void {
    const locked = isLocked(declaration);
    if (locked !== site.locked) say(locked ? "locked" : "unlocked", site.address);
    site.locked = locked;
  }

  async function openDoor(key: string, declared: DeclaredSite): Promise<void> {
    const { name, defaultHostName } = declared;
    const address = { name, host: hosts.of(key, name), defaultHostName, port: ports.of(key) };
    const declaration = siteDeclaration(declared, [...addresses(), address]);
    const running = await openSite({
      declaration,
      host: address.host,
      port: address.port,
      upstream: options.upstreams?.[name],
      authority: options.authority,
      onEvent: options.onEvent,
    }).catch((error: unknown) => {
      if (!isPortTaken(error)) throw error;
      throw new ProviderError("PortTaken", portTakenMessage(address.port, `the site ${name}`));
    });
    const site = { address, running, locked: false };
    open.set(key, site);
    say("opened", address);
    sayWhetherLocked(site, declaration);
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
        if (site) say("closed", site.address);
      } else if (site) {
        const declaration = siteDeclaration(declared, addresses());
        await site.running.apply(declaration);
        sayWhetherLocked(site, declaration);
      } else {
        await openDoor(key, declared);
      }
    },

    async ready() {
      await Promise.all([...open.values()].map(async (site) => site.running.ready())).catch(
        (error: unknown) => {
          // what keeps an app from starting is in its package or its settings, for a person to mend
          throw new CloudNotStarted(error instanceof Error ? error.message : String(error));
        },
      );
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
