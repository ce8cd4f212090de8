import type { DoorEvent } from "../cloud/door-event.ts";

/** "[raptor-client] locked, authentication is required: http://raptor-client.localhost:8401" */
export function doorLine({ kind, site, url }: DoorEvent): string {
  return `[${site}] ${MEANING[kind]} ${url}`;
}

const MEANING: Readonly<Record<DoorEvent["kind"], string>> = {
  opened: "opened, without a lock:",
  locked: "locked, authentication is required:",
  unlocked: "unlocked, anyone gets in:",
  closed: "closed:",
};
