import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, importJWK, SignJWT, type CryptoKey, type JWTPayload } from "jose";
import type { Authority } from "../authority.ts";

export const TENANT = "11111111-2222-3333-4444-555555555555";

/** A sign-in service that signs whatever a test asks it to, and remembers what it was asked. */
export type FakeEntra = {
  readonly issuer: string;
  readonly v1Issuer: string;
  readonly authority: Authority;
  /** Bodies of the requests at the token endpoint. */
  readonly tokenRequests: readonly URLSearchParams[];
  /** Signs a token; `exp`, `iat` and `nbf` are filled in unless given. */
  readonly sign: (claims: JWTPayload, options?: { readonly alg?: string }) => Promise<string>;
  /** What the service would post to the callback after the person has signed in. */
  readonly answerTo: (authorizeUrl: URL, claims?: JWTPayload) => Promise<URLSearchParams>;
  /** Makes the next token request fail. */
  readonly failNext: (error: string, description: string) => void;
  readonly withoutRefreshToken: () => void;
  readonly close: () => Promise<void>;
};

export const ALICE: JWTPayload = {
  sub: "pairwise-alice",
  oid: "aaaaaaaa-0000-0000-0000-000000000001",
  tid: TENANT,
  name: "Alice Ärmel",
  preferred_username: "alice@raptor.test",
  email: "alice@raptor.test",
  roles: ["Reader", "Writer"],
  ver: "2.0",
};

export async function startFakeEntra(): Promise<FakeEntra> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "key-1", use: "sig" };
  const tokenRequests: URLSearchParams[] = [];
  const codes = new Map<
    string,
    { readonly claims: JWTPayload; readonly nonce: string; readonly client: string }
  >();
  let failure: { readonly error: string; readonly description: string } | undefined;
  let refreshTokens = true;
  const refreshable = new Map<string, { readonly claims: JWTPayload; readonly client: string }>();

  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split("?")[0] ?? "";
    response.setHeader("content-type", "application/json");
    if (path.endsWith("/.well-known/openid-configuration")) {
      response.end(JSON.stringify(metadata()));
    } else if (path === "/keys") {
      response.end(JSON.stringify({ keys: [jwk] }));
    } else if (path === "/token") {
      let body = "";
      for await (const chunk of request) body += String(chunk);
      const form = new URLSearchParams(body);
      tokenRequests.push(form);
      const { status, answer } = await tokenAnswer(form);
      response.statusCode = status;
      response.end(JSON.stringify(answer));
    } else {
      response.statusCode = 404;
      response.end("{}");
    }
  }

  const base = `http://127.0.0.1:${await listen(server)}`;
  const issuer = `${base}/${TENANT}/v2.0`;
  const v1Issuer = `${base}/${TENANT}/`;

  function metadata(): object {
    return {
      issuer,
      authorization_endpoint: `${base}/authorize`,
      token_endpoint: `${base}/token`,
      jwks_uri: `${base}/keys`,
      end_session_endpoint: `${base}/logout`,
      response_types_supported: ["code", "id_token", "code id_token"],
      id_token_signing_alg_values_supported: ["RS256"],
      subject_types_supported: ["pairwise"],
    };
  }

  async function sign(claims: JWTPayload, options?: { readonly alg?: string }): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const key = await signingKey(options?.alg ?? "RS256");
    return new SignJWT({ iat: now, nbf: now, exp: now + 3600, iss: issuer, ...claims })
      .setProtectedHeader({ alg: options?.alg ?? "RS256", kid: "key-1", typ: "JWT" })
      .sign(key);
  }

  async function signingKey(alg: string): Promise<CryptoKey | Uint8Array> {
    if (alg === "RS256") return privateKey;
    // what a mixed-up verifier would take for a shared secret
    if (alg === "HS256") return new TextEncoder().encode(JSON.stringify(jwk));
    return importJWK(await exportJWK(privateKey), alg);
  }

  async function tokens(claims: JWTPayload, client: string, nonce: string | undefined): Promise<object> {
    const refreshToken = randomUUID();
    refreshable.set(refreshToken, { claims, client });
    return {
      token_type: "Bearer",
      expires_in: 3600,
      scope: "openid profile email",
      access_token: await sign({ ...claims, aud: "the-backend", azp: client }),
      id_token: await sign({ ...claims, aud: client, ...(nonce !== undefined && { nonce }) }),
      ...(refreshTokens && { refresh_token: refreshToken }),
    };
  }

  async function tokenAnswer(form: URLSearchParams): Promise<{ status: number; answer: object }> {
    if (failure) {
      const { error, description } = failure;
      failure = undefined;
      return { status: 401, answer: { error, error_description: description } };
    }
    const code = codes.get(form.get("code") ?? "");
    if (form.get("grant_type") === "authorization_code" && code) {
      codes.delete(form.get("code") ?? "");
      return { status: 200, answer: await tokens(code.claims, code.client, code.nonce) };
    }
    const known = refreshable.get(form.get("refresh_token") ?? "");
    if (form.get("grant_type") === "refresh_token" && known) {
      return { status: 200, answer: await tokens(known.claims, known.client, undefined) };
    }
    return { status: 400, answer: { error: "invalid_grant", error_description: "AADSTS9002313: unknown" } };
  }

  return {
    issuer,
    v1Issuer,
    tokenRequests,
    sign,
    authority: {
      issuerFor: (declared) =>
        declared.includes("other") ? undefined : { tenantId: TENANT, issuer, v1Issuer },
      managedIdentityAssertion: async (clientId) => `assertion-of-${clientId}`,
    },

    async answerTo(authorizeUrl, claims = ALICE) {
      const asked = authorizeUrl.searchParams;
      const client = asked.get("client_id") ?? "";
      const nonce = asked.get("nonce") ?? "";
      const code = randomUUID();
      codes.set(code, { claims, nonce, client });
      const hybrid = asked.get("response_type") === "code id_token";
      const idToken = await sign({
        ...claims,
        aud: client,
        nonce,
        ...(hybrid && { c_hash: await codeHash(code) }),
      });
      return new URLSearchParams({
        ...(hybrid && { code }),
        id_token: idToken,
        state: asked.get("state") ?? "",
      });
    },

    failNext(error, description) {
      failure = { error, description };
    },

    withoutRefreshToken() {
      refreshTokens = false;
    },

    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function codeHash(code: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return Buffer.from(digest).subarray(0, 16).toString("base64url");
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
