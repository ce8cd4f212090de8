/** Tenant-specific, so that the front door checks issuer and tenant. contract: easyauth 1.3, 3.2 */
export function signInIssuer(tenantId: string): string {
  return `https://sts.windows.net/${tenantId}/v2.0`;
}

/** Who vouches for a managed identity. contract: entra A5 */
export function federationIssuer(tenantId: string): string {
  return `https://login.microsoftonline.com/${tenantId}/v2.0`;
}

/** Where Entra sends a browser back to, after sign-in at the site. */
export function redirectUri(hostName: string): string {
  return `https://${hostName}/.auth/login/aad/callback`;
}
