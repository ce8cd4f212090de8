import type { Provider } from "../settings.ts";
import { refuse, type Refusal } from "./refusal.ts";

/**
 * The token's `iss` against the declared issuer. A tenant's v1 and v2 issuers both count, whichever of the two is
 * declared; for "common" and its like nothing is compared. contract: easyauth 3.2
 */
export function wrongIssuer(
  iss: unknown,
  provider: Pick<Provider, "issuer" | "openIdIssuer" | "tenantSpecific">,
): Refusal | undefined {
  if (!provider.issuer) {
    return refuse(401, `the declared openIdIssuer '${provider.openIdIssuer}' is served by nobody here`);
  }
  if (!provider.tenantSpecific) return undefined;
  const accepted = [provider.issuer.issuer, provider.issuer.v1Issuer];
  if (typeof iss === "string" && accepted.includes(iss)) return undefined;
  return refuse(401, `the token's issuer (iss) is '${shown(iss)}'; accepted: ${accepted.join(", ")}`);
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
