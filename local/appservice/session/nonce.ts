import { randomBytes } from "node:crypto";

/** 32 hex digits and the time, "yyyyMMddHHmmss" in UTC. contract: easyauth 2.2 */
export function newNonce(now: number): string {
  const time = new Date(now).toISOString().replaceAll(/[-:T]/g, "").slice(0, 14);
  return `${randomBytes(16).toString("hex")}_${time}`;
}

/** When the nonce was made, to the second; undefined when it is not one of ours. */
export function nonceTime(nonce: string): number | undefined {
  const match = /^[0-9a-f]{32}_(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(nonce);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
