import { randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import {
  errors,
  Provider,
  type Adapter,
  type Configuration,
  type Grant,
  type KoaContextWithOIDC,
  type ResourceServer,
} from "oidc-provider";
import { assignedRoles } from "../directory/app-role-assignments.ts";
import { guidFrom } from "../directory/ids.ts";
import { publishedApplication } from "../directory/published-application.ts";
import { findServicePrincipalByClientId, type DirectoryState } from "../directory/state.ts";
import { accessTokenOf } from "./access-token.ts";
import { ID_TOKEN_CLAIMS, idTokenClaims, pairwiseSubject, type ClientProof } from "./claims.ts";
import { grantedScopes } from "./consent.ts";
import { grantedScopeTexts } from "./granted-scope-texts.ts";
import type { SignInContext } from "./context.ts";
import { envelopeOf } from "./envelope.ts";
import { answerWith, type Fields } from "./http.ts";
import { clientIdOfIndicator, OFFLINE, scopeTexts } from "./internal-scopes.ts";
import { createPolicy } from "./interaction-policy.ts";
import { MemoryStore } from "./memory-store.ts";
import { formPostPage } from "./pages/form-post-page.ts";
import { isRegisteredRedirectUri } from "./redirect-uris.ts";
import { requestMalformed } from "./token-refusals.ts";
import { tokenResponse, type TokenResponse } from "./token-response.ts";

/** Never leaves this process: clients prove who they are to us, and we vouch for them to the library. */
const INTERNAL_SECRET = randomBytes(32).toString("base64url");

export type OidcOptions = SignInContext & {
  /** how the client of a token request proved who it is */
  readonly clientProof: (ctx: KoaContextWithOIDC) => ClientProof;
  readonly renderError: (ctx: KoaContextWithOIDC, error: Error) => void;
};

/** oidc-provider over the directory: sessions, codes, refresh tokens and signatures are its, every rule is ours. */
export function createOidc(options: OidcOptions): Provider {
  const { state, urls, localUri } = options;
  const provider = new Provider(urls.issuer, configuration(options));
  provider.Client.prototype.redirectUriAllowed = function redirectUriAllowed(uri: string): boolean {
    const application = publishedApplication(state, this.clientId);
    return application !== undefined && isRegisteredRedirectUri(application, uri, localUri);
  };
  provider.on("authorization.success", (ctx) => {
    const userPrincipalName = state.users.get(ctx.oidc.session?.accountId ?? "")?.userPrincipalName;
    const application = publishedApplication(state, ctx.oidc.client?.clientId ?? "")?.manifest.displayName;
    if (userPrincipalName === undefined || application === undefined) return;
    options.onEvent({ kind: "signedIn", userPrincipalName, application });
  });
  useOurFormPost(provider, state.tenantDomain);
  // What the rules before it let through and the library does not: a fault of ours, told in Entra's form.
  provider.on("grant.error", (ctx, error) => {
    const refusal = requestMalformed(error.error_detail ?? error.error_description ?? error.message);
    options.onEvent({ kind: "refused", endpoint: "token", refusal });
    ctx.body = envelopeOf(refusal, options.now());
  });
  provider.on("server_error", (_ctx, error) => options.onEvent({ kind: "failed", error }));
  // Koa would print them as well
  provider.silent = true;
  provider.on("grant.success", (ctx) => {
    const issued = ctx.body as Omit<TokenResponse, "ext_expires_in">;
    ctx.body = tokenResponse(issued, grantedValues(state, ctx));
  });
  return provider;
}

/** The library's page that hands a code to the application has neither style nor policy, and cannot be configured. */
function useOurFormPost(provider: Provider, tenantName: string): void {
  const answers = new WeakMap<IncomingMessage, Fields>();
  provider.on("authorization.success", (ctx, answer) => {
    const { iss: _notEntras, ...fields } = answer as Fields;
    if (ctx.oidc.params?.["response_mode"] === "form_post") answers.set(ctx.req, fields);
  });
  provider.use(async (ctx, next) => {
    await next();
    const fields = answers.get(ctx.req);
    if (!fields) return;
    const action = String(ctx.oidc.params?.["redirect_uri"]);
    answerWith(ctx, formPostPage(tenantName, action, fields));
  });
}

/** What the library needs to believe a request that we have checked. */
export const VOUCHED = { client_secret: INTERNAL_SECRET };

function configuration(options: OidcOptions): Configuration {
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
    // contract: entra B5, refresh tokens are not revoked on use, nor when the session ends
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

const DAY = 24 * 3600;

/** Applications come and go while the service runs, so the library asks the directory each time. contract: entra C1.10 */
function clientStore(state: DirectoryState): Adapter {
  const store = new MemoryStore();
  store.find = async (clientId) => {
    if (!publishedApplication(state, clientId)) return undefined;
    return {
      client_id: clientId,
      ...VOUCHED,
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["authorization_code", "refresh_token", "client_credentials", "implicit"],
      response_types: ["code", "code id_token", "id_token"],
      // never used: redirectUriAllowed reads the declaration. The library wants one, and no localhost. contract: entra C1.9
      redirect_uris: ["https://declared.invalid/"],
      subject_type: "pairwise",
    };
  };
  return store;
}

function resourceServer(state: DirectoryState, indicator: string): ResourceServer {
  const application = publishedApplication(state, clientIdOfIndicator(indicator));
  if (!application) throw new errors.InvalidTarget();
  return {
    audience: application.clientId,
    accessTokenFormat: "jwt",
    scope: scopeTexts(application, application.manifest.scopes).join(" "),
  };
}

/** What the directory grants now is what the code and the tokens get. contract: entra C1.7 */
async function grantFromDirectory(
  state: DirectoryState,
  ctx: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const userId = ctx.oidc.account?.accountId;
  const client = publishedApplication(state, ctx.oidc.client?.clientId ?? "");
  if (userId === undefined || !client) return undefined;
  const grant = new ctx.oidc.provider.Grant({ accountId: userId, clientId: client.clientId });
  grant.addOIDCScope(`openid profile email ${OFFLINE}`);
  for (const indicator of Object.keys(ctx.oidc.resourceServers ?? {})) {
    const texts = grantedScopeTexts(state, { client, userId }, clientIdOfIndicator(indicator));
    grant.addResourceScope(indicator, texts.join(" "));
  }
  await grant.save();
  return grant;
}

/** Values of the scopes granted for the token of this answer; undefined for an app-only token. */
function grantedValues(state: DirectoryState, ctx: KoaContextWithOIDC): readonly string[] | undefined {
  const token = ctx.oidc.entities.AccessToken;
  const client = publishedApplication(state, token?.clientId ?? "");
  const resourceClientId = clientIdOfIndicator(token?.resourceServer?.identifier() ?? "");
  const application = publishedApplication(state, resourceClientId);
  const principal = findServicePrincipalByClientId(state, resourceClientId);
  if (!token || !client || !application || !principal) return undefined;
  const party = { client, userId: token.accountId };
  return grantedScopes(state, party, { application, principal }).map((scope) => scope.value);
}

/** contract: entra B5: between 60 and 90 minutes, so that nobody counts on an hour */
function accessTokenLifetime(): number {
  return 3600 + Math.floor(Math.random() * 1800);
}
