import { randomUUID } from "node:crypto";
import type { Refusal } from "./refusal.ts";

export type Envelope = {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  readonly suberror?: string;
  readonly error_uri?: string;
};

/** What the token endpoint answers, and what error pages show below. contract: entra B8 */
export function envelopeOf(refusal: Refusal, now: Date): Envelope {
  const trace_id = randomUUID();
  const correlation_id = randomUUID();
  const timestamp = now
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "Z");
  return {
    error: refusal.error,
    error_description: [
      `AADSTS${refusal.aadsts}: ${refusal.text} Trace ID: ${trace_id}`,
      `Correlation ID: ${correlation_id}`,
      `Timestamp: ${timestamp}`,
    ].join(" "),
    error_codes: [refusal.aadsts],
    timestamp,
    trace_id,
    correlation_id,
    ...(refusal.suberror === undefined ? {} : { suberror: refusal.suberror }),
    ...(refusal.hasErrorUri === true
      ? { error_uri: `https://login.microsoftonline.com/error?code=${refusal.aadsts}` }
      : {}),
  };
}
