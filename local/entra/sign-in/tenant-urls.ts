/** Every address of the tenant at the sign-in service. `base` is "http://localhost:<port>". contract: entra B1 */
export type TenantUrls = {
  readonly base: string;
  readonly tenantId: string;
  /** v2.0: `iss` of v2 tokens and of ID tokens */
  readonly issuer: string;
  /** `iss` of v1 tokens; at Microsoft https://sts.windows.net/<tid>/ */
  readonly issuerV1: string;
  readonly authorize: string;
  readonly token: string;
  readonly logout: string;
  readonly keys: string;
  /** where a person picks an account or consents; our own path */
  readonly signIn: string;
};

export function tenantUrls(base: string, tenantId: string): TenantUrls {
  const tenant = `${base}/${tenantId}`;
  return {
    base,
    tenantId,
    issuer: `${tenant}/v2.0`,
    issuerV1: `${tenant}/`,
    authorize: `${tenant}/oauth2/v2.0/authorize`,
    token: `${tenant}/oauth2/v2.0/token`,
    logout: `${tenant}/oauth2/v2.0/logout`,
    keys: `${tenant}/discovery/v2.0/keys`,
    signIn: `${tenant}/sign-in`,
  };
}
