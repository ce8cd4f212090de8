import type { LocalIssuer } from "../appservice/authority.ts";

/** Hosts that speak for Entra ID in an `openIdIssuer`. contract: easyauth 1.3 */
const ENTRA_HOSTS = new Set(["sts.windows.net", "login.microsoftonline.com", "login.windows.net"]);

/** Names that stand for every tenant, here for the only one there is. */
const ANY_TENANT = new Set(["common", "organizations"]);

/**
 * The local issuer that stands in for a declared `openIdIssuer`, with or without "/v2.0".
 * undefined: the issuer is of another tenant or no Entra ID at all, and nobody stands in for it.
 */
export function localIssuerFor(
  openIdIssuer: string,
  tenantId: string,
  signInUrl: string,
): LocalIssuer | undefined {
  if (!URL.canParse(openIdIssuer)) return undefined;
  const url = new URL(openIdIssuer);
  const tenant = url.pathname.split("/").find(Boolean);
  if (url.protocol !== "https:" || !ENTRA_HOSTS.has(url.hostname) || tenant === undefined) return undefined;
  if (tenant.toLowerCase() !== tenantId && !ANY_TENANT.has(tenant)) return undefined;
  return {
    tenantId,
    issuer: `${signInUrl}/${tenantId}/v2.0`,
    v1Issuer: `${signInUrl}/${tenantId}/`,
  };
}
