/** What a front door needs to know of the sign-in service. local/cloud gives it. */
export type Authority = {
  /**
   * Resolves a declared `openIdIssuer` ("https://sts.windows.net/<tenant>/v2.0") to the sign-in service that stands
   * in for it. undefined: nobody stands in, and the site then trusts no token at all.
   */
  readonly issuerFor: (openIdIssuer: string) => LocalIssuer | undefined;
  /** The token of a user-assigned identity for `api://AzureADTokenExchange`. contract: easyauth 6 */
  readonly managedIdentityAssertion: (clientId: string) => Promise<string>;
};

export type LocalIssuer = {
  readonly tenantId: string;
  /** `iss` of v2 tokens and base of the discovery document: "http://localhost:8400/<tenant>/v2.0" */
  readonly issuer: string;
  /** `iss` of v1 tokens */
  readonly v1Issuer: string;
};
