import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Authority } from "./authority.ts";
import { createDoorServer } from "./door/door-server.ts";
import { createHandle, type Handle } from "./door/handle.ts";
import type { SiteEvent, SiteEventKind } from "./events.ts";
import { createAppHost } from "./host/app-host.ts";
import { appPlan } from "./host/app-plan.ts";
import { platformEnvironment } from "./host/environment.ts";
import { listens } from "./host/listens.ts";
import { SessionKeeper } from "./session/session-keeper.ts";
import { easyAuthOf } from "./settings.ts";
import { signInService } from "./signin/sign-in-service.ts";
import type { SiteDeclaration } from "./site.ts";
import { unenforced } from "./unenforced.ts";

/** contract: easyauth 1.1 */
const NOTHING_LOCKED =
  "authentication is off: everybody gets in, and X-MS-* headers that a client makes up reach the app";
/** contract: easyauth 1.5 */
const EDGE =
  "the front door counts as the HTTPS edge: apps see https, browsers use http on loopback, and neither httpsOnly nor requireHttps redirects";

export type SiteOptions = {
  readonly declaration: SiteDeclaration;
  /** of 127.0.0.1; 0: any free one */
  readonly port: number;
  /** for browsers; default: <name>.localhost */
  readonly host?: string;
  readonly authority: Authority;
  /** Puts the front door before a process that already runs, instead of the package. */
  readonly upstream?: string | undefined;
  readonly onEvent: (event: SiteEvent) => void;
};

export type RunningSite = {
  readonly name: string;
  /** http://<host>:<port> */
  readonly url: string;
  /** Takes a new declaration at once; restarts the app only when what it runs on has changed. */
  readonly apply: (declaration: SiteDeclaration) => Promise<void>;
  /** Resolves when the app answers; rejects with a clear message when it does not start or there is none. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** What of the present declaration is likely wrong or not enforced here. */
  readonly warnings: () => readonly string[];
  /** ids of the app's processes */
  readonly processes: () => readonly number[];
};

/** Opens the front door of a site and starts its app behind it. Rejects when the port is taken. */
export async function openSite(options: SiteOptions): Promise<RunningSite> {
  const { authority, upstream } = options;
  const { name } = options.declaration;
  const { host = `${name.toLowerCase()}.localhost` } = options;
  const keeper = new SessionKeeper();
  const app = createAppHost(name, log);
  const instanceId = randomBytes(32).toString("hex");
  let handle: Handle;
  let declaration: SiteDeclaration;
  let said: readonly string[] = [];

  function log(kind: SiteEventKind, message: string): void {
    options.onEvent({ site: name, kind, message });
  }

  const unheard =
    upstream === undefined || (await listens(upstream))
      ? []
      : [`nothing listens at ${upstream}, where the app should be: requests get 502 until something does`];
  const server = await createDoorServer(options.port, (...request) => handle(...request));
  const url = `http://${host}:${server.port}`;

  function use(wanted: SiteDeclaration): void {
    declaration = wanted;
    keeper.useKeys(wanted.appSettings);
    const auth = easyAuthOf(wanted, authority);
    const { provider } = auth ?? {};
    const service = provider?.issuer && signInService(provider, provider.issuer, authority);
    handle = createHandle({
      site: wanted,
      url,
      door: auth && { site: wanted, auth, service, keeper, log },
      appUrl: upstream === undefined ? app.url : async () => upstream,
      log,
    });
    if (upstream === undefined) {
      app.use(appPlan(wanted, platformEnvironment(wanted, auth, new URL(url).host, instanceId)));
    }
    const unlocked = auth || !(upstream ?? wanted.package) ? [] : [NOTHING_LOCKED];
    const lines = [...unheard, ...unlocked, ...unenforced(wanted)];
    for (const line of lines.filter((text) => !said.includes(text))) log("warning", line);
    said = lines;
  }

  use(options.declaration);
  log("notice", EDGE);
  return {
    name,
    url,
    async apply(wanted) {
      const locked = !isDeepStrictEqual(wanted.authSettings, declaration.authSettings);
      use(wanted);
      // who is connected got in under the old settings
      if (locked) server.closeUpgraded();
    },
    ready: () => (upstream === undefined ? app.ready() : Promise.resolve()),
    async close() {
      await Promise.all([server.close(), app.close()]);
    },
    warnings: () => said,
    processes: app.processes,
  };
}
