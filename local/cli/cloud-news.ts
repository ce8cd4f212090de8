import type { SiteEvent } from "../appservice/events.ts";
import type { DoorEvent } from "../cloud/door-event.ts";
import type { Announcement } from "../provider/announce.ts";
import { nameOf, typeOf } from "../provider/provider.ts";
import type { Console } from "./console.ts";
import { stepLines } from "./step-line.ts";

/** Prints what happens in a cloud that several stacks may change at any time. */
export type CloudNews = {
  change(change: Announcement): void;
  door(event: DoorEvent): void;
  site(event: SiteEvent): void;
  /** What stands out about the sites as they are now; each warning once for as long as it holds. */
  warnings(warnings: readonly Warning[]): void;
};

export type Warning = { readonly site: string; readonly message: string };

export function createCloudNews(console: Console): CloudNews {
  const notices = new Set<string>();
  let warned: ReadonlySet<string> = new Set();
  return {
    change({ op, urn, duration }) {
      const step = { op, urn, type: typeOf(urn), name: nameOf(urn), changes: [], duration };
      for (const line of stepLines(step)) console.line(`[${stackOf(urn)}] ${line}`);
    },
    door: ({ kind, site, url }) => console.line(`[${site}] ${DOORS[kind]}: ${url}`),
    site(event) {
      // in the middle of an update a site is not yet what it will be: warnings wait until it is quiet
      if (event.kind === "warning") return;
      // what holds for every site is said once
      if (event.kind === "notice" && notices.has(event.message)) return;
      if (event.kind === "notice") notices.add(event.message);
      console.siteEvent(event);
    },
    warnings(warnings) {
      for (const { site, message } of warnings) {
        if (!warned.has(`${site}: ${message}`)) console.siteEvent({ site, kind: "warning", message });
      }
      warned = new Set(warnings.map(({ site, message }) => `${site}: ${message}`));
    },
  };
}

const DOORS: Readonly<Record<DoorEvent["kind"], string>> = {
  opened: "opened, not locked yet",
  locked: "locked, authentication is required",
  unlocked: "unlocked, anyone gets in",
  closed: "closed",
};

/** "raptor/local" of urn:pulumi:local::raptor::… */
function stackOf(urn: string): string {
  const [stack = "", project = ""] = urn.replace(/^urn:pulumi:/, "").split("::");
  return `${project}/${stack}`;
}
