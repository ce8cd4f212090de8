import { isDeepStrictEqual } from "node:util";
import type { Authority } from "../appservice/authority.ts";
import type { SiteEvent } from "../appservice/events.ts";
import { openSite, type RunningSite } from "../appservice/open-site.ts";
import type { SiteDeclaration } from "../appservice/site.ts";
import type { Arm, SiteChange } from "../azure/arm.ts";
import { declaredSite, type DeclaredSite } from "../azure/declared-site.ts";
import { ProviderError } from "../provider/handler.ts";
import { browserUrl, type SiteAddress } from "./addresses.ts";
import type { DoorEvent } from "./door-event.ts";
import { createHosts } from "./hosts.ts";
import { createTurns } from "./in-turn.ts";
import { isLocked } from "./is-locked.ts";
import { createPorts } from "./ports.ts";
import { CloudNotStarted } from "./cloud-not-started.ts";
import { isPortTaken, portTakenMessage } from "./port-taken.ts";
import { siteDeclaration } from "./site-declaration.ts";

type OpenSite = {
  /** ARM's */
  readonly id: string;
  readonly address: SiteAddress;
  readonly running: RunningSite;
  declaration: SiteDeclaration;
};

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
  /** Resolves when every site's app answers; rejects with why some do not, once that is known of all. */
  ready(): Promise<void>;
  /** Starts the apps that did not start, once more. */
  retry(): Promise<void>;
  /** per site: what of its declaration is likely wrong or not enforced here */
  warnings(): readonly { readonly site: string; readonly message: string }[];
  processes(): readonly number[];
  close(): Promise<void>;
};

export function createSites(options: SitesOptions): Sites {
  const ports = createPorts(options.port);
  const hosts = createHosts();
  const open = new Map<string, OpenSite>();
  const inTurn = createTurns();

  function addresses(): readonly SiteAddress[] {
    return [...open.values()].map((site) => site.address);
  }

  function say(kind: DoorEvent["kind"], address: SiteAddress): void {
    options.onDoor?.({ kind, site: address.name, url: browserUrl(address) });
  }

  async function declare(site: OpenSite, declaration: SiteDeclaration): Promise<void> {
    const was = isLocked(site.declaration.authSettings);
    const is = isLocked(declaration.authSettings);
    await site.running.apply(declaration);
    site.declaration = declaration;
    if (is !== was) say(is ? "locked" : "unlocked", site.address);
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
    open.set(key, { id: declared.id, address, running, declaration });
    say("opened", address);
    if (isLocked(declaration.authSettings)) say("locked", address);
  }

  /** App settings may hold the address of a site that came after them. */
  async function declareAll(arm: Arm): Promise<void> {
    for (const site of open.values()) {
      const declared = declaredSite(arm, site.id);
      const declaration = declared && siteDeclaration(declared, addresses());
      if (declaration && !isDeepStrictEqual(declaration, site.declaration)) await declare(site, declaration);
    }
  }

  async function follow(arm: Arm, siteId: string, change: SiteChange): Promise<void> {
    const key = siteId.toLowerCase();
    const site = open.get(key);
    const declared = change === "deleted" ? undefined : declaredSite(arm, siteId);
    if (declared && site) {
      await declare(site, siteDeclaration(declared, addresses()));
    } else if (declared) {
      await openDoor(key, declared);
      await declareAll(arm);
    } else if (site) {
      open.delete(key);
      await site.running.close();
      say("closed", site.address);
    }
  }

  return {
    addresses,

    // two updates at once may change one site
    changed: async (arm, siteId, change) => inTurn(siteId.toLowerCase(), () => follow(arm, siteId, change)),

    async ready() {
      const outcomes = await Promise.allSettled([...open.values()].map(async (site) => site.running.ready()));
      const problems = outcomes.flatMap((outcome) =>
        outcome.status === "rejected" ? [messageOf(outcome.reason)] : [],
      );
      // what keeps an app from starting is in its package or its settings, for a person to mend
      if (problems.length > 0) throw new CloudNotStarted(problems.join("\n"));
    },

    async retry() {
      // a site that is declared as it was only starts what does not run
      for (const site of open.values()) await site.running.apply(site.declaration);
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
