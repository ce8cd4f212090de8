import { refuse, type Refusal } from "./refusal.ts";

/** The token's `aud` against the client id and allowedAudiences, letter by letter. contract: easyauth 3.3 */
export function wrongAudience(aud: unknown, audiences: readonly string[]): Refusal | undefined {
  const values: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (values.some((value) => typeof value === "string" && audiences.includes(value))) return undefined;
  return refuse(
    401,
    `the token's audience (aud) is '${values.join(", ")}'; allowed: ${audiences.join(", ")} (client id and allowedAudiences)`,
  );
}
