import { randomBytes } from "node:crypto";
import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import { assignedRoles } from "../directory/app-role-assignments.ts";
import { guidFrom } from "../directory/ids.ts";
import { findServicePrincipalByClientId } from "../directory/state.ts";
import { accessTokenOf } from "./access-token.ts";
import { ID_TOKEN_CLAIMS, idTokenClaims, pairwiseSubject, type ClientProof } from "./claims.ts";
import { clientStore } from "./client-store.ts";
import type { SignInContext } from "./context.ts";
import { grantFromDirectory, resourceServer } from "./directory-grant.ts";
import { createPolicy } from "./interaction-policy.ts";
import { OFFLINE } from "./internal-scopes.ts";
import { MemoryStore } from "./memory-store.ts";

export type OidcOptions = SignInContext & {
  /** how the client of a token request proved who it is */
  readonly clientProof: (ctx: KoaContextWithOIDC) => ClientProof;
  readonly renderError: (ctx: KoaContextWithOIDC, error: Error) => void;
};

const DAY = 24 * 3600;

/** Everything that oidc-provider asks, answered from the directory. contract: entra C1 */
export function oidcConfiguration(options: OidcOptions): Configuration {
  const { state, urls, key } = options;
  const port = new URL(urls.base).port;
  const path = (url: string): string => new URL(url).pathname;
  return {
    adapter: (model) => (model === "Client" ? clientStore(state) : new MemoryStore()),
    jwks: { keys: [key.jwk] as NonNullable<Configuration["jwks"]>["keys"] },
    routes: { authorization: path(urls.authorize), token: path(urls.token), jwks: path(urls.keys) },
    // Cookies ignore ports: the port in the names keeps two clouds apart.
    cookies: {
      keys: [randomBytes(32)],
      names: { session: `sso_${port}`, interaction: `interaction_${port}`, resume: `resume_${port}` },
      short: { httpOnly: true, sameSite: "lax", overwrite: true, signed: true },
      long: { httpOnly: true, sameSite: "lax", overwrite: true, signed: true },
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      dPoP: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        defaultResource: (_ctx, _client, oneOf) => oneOf?.[0] ?? [],
        getResourceServerInfo: (_ctx, indicator) => resourceServer(state, indicator),
      },
    },
    responseTypes: ["code", "code id_token", "id_token"],
    scopes: ["openid", "profile", "email", OFFLINE],
    // Which claims there are is decided in idTokenClaims; the library only has to let them through.
    claims: { openid: ID_TOKEN_CLAIMS },
    conformIdTokenClaims: false,
    subjectTypes: ["pairwise"],
    pairwiseIdentifier: (_ctx, accountId, client) =>
      pairwiseSubject(state.tenantId, accountId, client.clientId),
    pkce: { required: () => false },
    // contract: entra B5, C2: nothing is revoked on use, at a sign-out, or when two redeem one code at once
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    revokeGrantPolicy: () => false,
    issueRefreshToken: (_ctx, _client, code) => code.scopes.has(OFFLINE),
    ttl: {
      AuthorizationCode: 600,
      IdToken: 3600,
      RefreshToken: 90 * DAY,
      Grant: 90 * DAY,
      Session: DAY,
      Interaction: 3600,
      AccessToken: accessTokenLifetime,
      ClientCredentials: accessTokenLifetime,
    },
    interactions: {
      policy: createPolicy(state),
      url: (_ctx, interaction) => `${path(urls.signIn)}/${interaction.uid}`,
    },
    findAccount: (ctx, userId, token) => {
      const user = state.users.get(userId);
      if (!user) return undefined;
      const sessionUid = token && "sessionUid" in token ? token.sessionUid : ctx.oidc.session?.uid;
      const principal = findServicePrincipalByClientId(state, ctx.oidc.client?.clientId ?? "");
      return {
        accountId: userId,
        claims: (_use, scope) => ({
          sub: userId,
          ...idTokenClaims({
            user,
            tenantId: state.tenantId,
            scopes: scope.split(" "),
            sessionId: sessionUid === undefined ? undefined : guidFrom(sessionUid),
            roles: principal ? assignedRoles(state, userId, principal.objectId) : [],
            issuedAt: Math.floor(Date.now() / 1000),
          }),
        }),
      };
    },
    loadExistingGrant: (ctx) => grantFromDirectory(state, ctx),
    formats: {
      customizers: {
        jwt: (ctx, token, jwt) => {
          const userId = "accountId" in token ? token.accountId : undefined;
          const accessToken = accessTokenOf(state, urls, key.kid, {
            clientId: token.clientId ?? "",
            indicator: token.resourceServer?.identifier() ?? "",
            scope: token.scope ?? "",
            userId,
            sessionId: guidFrom(("sessionUid" in token ? token.sessionUid : undefined) ?? ""),
            clientProof: options.clientProof(ctx),
            issuedAt: Number(jwt.payload["iat"]),
            expiresAt: Number(jwt.payload["exp"]),
          });
          jwt.header = accessToken.header;
          jwt.payload = accessToken.payload;
        },
      },
    },
    renderError: (ctx, _out, error) => options.renderError(ctx, error),
  };
}

/** contract: entra B5: between 60 and 90 minutes, so that nobody counts on an hour */
function accessTokenLifetime(): number {
  return 3600 + Math.floor(Math.random() * 1800);
}
