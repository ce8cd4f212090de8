import type { Policy } from "../settings.ts";
import { refuse, type Refusal } from "./refusal.ts";

/** What the policy judges: the token's claims, and which application asks on whose behalf. */
export type Subject = {
  readonly claims: Readonly<Record<string, unknown>>;
  /**
   * Client id of the calling application: `azp` or `appid` of an access token; of a browser's session it is the site's
   * own, because its ID token names none. contract: easyauth 3.4
   */
  readonly client: string | undefined;
};

type Rule = (subject: Subject, policy: Policy) => string | undefined;

/** The members are joined by AND; each failure is a 403 under every unauthenticatedClientAction. contract: easyauth 3.1, 3.4 */
const RULES: readonly Rule[] = [
  tenantNotAllowed,
  objectIdMissing,
  applicationNotAllowed,
  principalNotAllowed,
  clientFailsClaimCheck,
  groupFailsClaimCheck,
];

export function forbidden(subject: Subject, policy: Policy): Refusal | undefined {
  for (const rule of RULES) {
    const reason = rule(subject, policy);
    if (reason !== undefined) return refuse(403, reason);
  }
  return undefined;
}

export function tenantNotAllowed({ claims }: Subject, { tenants }: Policy): string | undefined {
  if (!tenants || includes(tenants, claims["tid"])) return undefined;
  return `the tenant (tid) '${String(claims["tid"])}' is not in WEBSITE_AUTH_AAD_ALLOWED_TENANTS`;
}

export function objectIdMissing({ claims }: Subject, { requireObjectId }: Policy): string | undefined {
  if (!requireObjectId || typeof claims["oid"] === "string") return undefined;
  return "the token has no object id (oid), and the site requires a service principal or user in the tenant";
}

/** An empty list does not restrict; the token must then be no access token either. contract: easyauth 3.4 */
export function applicationNotAllowed(
  { client }: Subject,
  { allowedApplications }: Policy,
): string | undefined {
  if (!allowedApplications?.length || includes(allowedApplications, client)) return undefined;
  return client === undefined
    ? "allowedApplications is set and the token names no calling application (azp or appid): it is no access token"
    : `the calling application (azp or appid) '${client}' is not in allowedApplications: ${allowedApplications.join(", ")}`;
}

/** Joined by OR; no restriction when both lists are empty. contract: easyauth 1.3 */
export function principalNotAllowed(
  { claims }: Subject,
  { allowedIdentities, allowedGroups }: Policy,
): string | undefined {
  const identities = allowedIdentities ?? [];
  const groups = allowedGroups ?? [];
  if (identities.length === 0 && groups.length === 0) return undefined;
  if (includes(identities, claims["oid"]) || groupsOf(claims).some((group) => includes(groups, group))) {
    return undefined;
  }
  return `neither the object id (oid) '${String(claims["oid"])}' nor a group of the caller is in allowedPrincipals`;
}

/** Unlike allowedApplications, an empty list allows nobody. contract: easyauth 3.4 */
export function clientFailsClaimCheck({ client }: Subject, { claimClients }: Policy): string | undefined {
  if (!claimClients || includes(claimClients, client)) return undefined;
  return claimClients.length === 0
    ? "jwtClaimChecks.allowedClientApplications is an empty list, which allows nobody"
    : `the calling application '${String(client)}' is not in jwtClaimChecks.allowedClientApplications`;
}

/** An empty list allows nobody. contract: easyauth 3.4 */
export function groupFailsClaimCheck({ claims }: Subject, { claimGroups }: Policy): string | undefined {
  if (!claimGroups || groupsOf(claims).some((group) => includes(claimGroups, group))) return undefined;
  return claimGroups.length === 0
    ? "jwtClaimChecks.allowedGroups is an empty list, which allows nobody"
    : "no group of the caller (groups) is in jwtClaimChecks.allowedGroups";
}

function groupsOf(claims: Subject["claims"]): readonly unknown[] {
  const groups = claims["groups"];
  return Array.isArray(groups) ? groups : groups === undefined ? [] : [groups];
}

/** Ids are GUIDs, which have no case. */
function includes(list: readonly string[], value: unknown): boolean {
  return typeof value === "string" && list.some((item) => item.toLowerCase() === value.toLowerCase());
}
