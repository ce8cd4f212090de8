import {
  allowInsecureRequests,
  authorizationCodeGrant,
  ClientSecretPost,
  clockTolerance,
  discovery,
  implicitAuthentication,
  None,
  refreshTokenGrant,
  useCodeIdTokenResponseType,
  useIdTokenResponseType,
  type ClientAuth,
  type Configuration,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from "openid-client";
import { createRemoteJWKSet, decodeJwt, jwtVerify, type JWTPayload } from "jose";
import type { Authority, LocalIssuer } from "../authority.ts";
import type { Credential, Provider } from "../settings.ts";
import type { SignIn, Tokens } from "../session/tokens.ts";

/** Clocks may differ by this many seconds. contract: easyauth 3.1 (unknown, its suggestion) */
const CLOCK_TOLERANCE = 300;

/** The site's side of OpenID Connect. Everything it says to the sign-in service goes through here. */
export type SignInService = {
  readonly endpoints: () => Promise<{ readonly authorize: string; readonly endSession: string | undefined }>;
  /** Verifies what the browser brought to the callback and redeems the code. */
  readonly redeem: (redirectUri: string, form: URLSearchParams, nonce: string) => Promise<SignIn>;
  readonly refresh: (refreshToken: string) => Promise<SignIn>;
  /** Verifies signature and lifetime of a token, nothing else. */
  readonly verify: (token: string) => Promise<JWTPayload>;
};

/** Reads the service's metadata on first use; a failure is not remembered. */
export function signInService(provider: Provider, issuer: LocalIssuer, authority: Authority): SignInService {
  const hybrid = provider.credential.kind !== "none";
  let discovered: Promise<Discovered> | undefined;

  function discover(): Promise<Discovered> {
    discovered ??= readMetadata(provider, issuer, authority).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  }

  return {
    async endpoints() {
      const metadata = (await discover()).configuration.serverMetadata();
      if (!metadata.authorization_endpoint) throw new Error(`${issuer.issuer} has no authorization endpoint`);
      return { authorize: metadata.authorization_endpoint, endSession: metadata.end_session_endpoint };
    },

    async redeem(redirectUri, form, nonce) {
      const { configuration } = await discover();
      const answer = new URL(`${redirectUri}#${form.toString()}`);
      // the state carries the way back and no secret: what binds the answer to the browser is the nonce
      const expectedState = form.get("state") ?? "";
      const idToken = form.get("id_token") ?? "";
      if (!hybrid) {
        const claims = await implicitAuthentication(configuration, answer, nonce, { expectedState });
        return { tokens: { idToken }, claims };
      }
      const answered = await authorizationCodeGrant(configuration, answer, {
        expectedNonce: nonce,
        expectedState,
        idTokenExpected: true,
      });
      // contract: easyauth 4.2, the observed claims have a c_hash: they are the front channel's
      return { tokens: { ...tokensOf(answered), idToken }, claims: decodeJwt(idToken) };
    },

    async refresh(refreshToken) {
      const { configuration } = await discover();
      const answered = await refreshTokenGrant(configuration, refreshToken);
      return { tokens: tokensOf(answered), claims: answered.claims() ?? {} };
    },

    async verify(token) {
      const { keys } = await discover();
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ["RS256"],
        clockTolerance: CLOCK_TOLERANCE,
        requiredClaims: ["exp"],
      });
      return payload;
    },
  };
}

type Discovered = {
  readonly configuration: Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
};

async function readMetadata(
  provider: Provider,
  issuer: LocalIssuer,
  authority: Authority,
): Promise<Discovered> {
  const configuration = await discovery(
    new URL(issuer.issuer),
    provider.clientId,
    { id_token_signed_response_alg: "RS256", [clockTolerance]: CLOCK_TOLERANCE },
    clientAuthentication(provider.credential, authority),
    { execute: [allowInsecureRequests], timeout: 10 },
  );
  const useResponseType =
    provider.credential.kind === "none" ? useIdTokenResponseType : useCodeIdTokenResponseType;
  useResponseType(configuration);
  const jwksUri = configuration.serverMetadata().jwks_uri;
  if (!jwksUri) throw new Error(`${issuer.issuer} publishes no keys`);
  // a token signed with a key that was added just now is looked up again at once: the service is on this machine
  return { configuration, keys: createRemoteJWKSet(new URL(jwksUri), { cooldownDuration: 500 }) };
}

function clientAuthentication(credential: Credential, authority: Authority): ClientAuth {
  switch (credential.kind) {
    case "secret":
      return ClientSecretPost(credential.secret);
    case "managedIdentity":
      // contract: easyauth 6, the identity's token takes the place of the secret
      // oxlint-disable-next-line typescript/no-misused-promises -- typed as void, but the library waits for it
      return async (_server, client, body) => {
        body.set("client_id", client.client_id);
        body.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        body.set("client_assertion", await authority.managedIdentityAssertion(credential.clientId));
      };
    case "missing":
    case "none":
      return None();
  }
}

function tokensOf(answered: TokenEndpointResponse & TokenEndpointResponseHelpers): Tokens {
  const expiresIn = answered.expiresIn();
  return {
    accessToken: answered.access_token,
    ...(answered.id_token && { idToken: answered.id_token }),
    ...(answered.refresh_token && { refreshToken: answered.refresh_token }),
    ...(expiresIn !== undefined && { expiresOn: Date.now() + expiresIn * 1000 }),
  };
}
