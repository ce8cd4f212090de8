import type { JWK } from "jose";
import type { SigningKey } from "./signing-key.ts";
import type { TenantUrls } from "./tenant-urls.ts";

/** Only what is served is advertised. contract: entra B2 */
export function discoveryDocument(
  urls: TenantUrls,
  version: "v1" | "v2",
  tenant: string,
): Record<string, unknown> {
  const issuer = version === "v1" ? urls.issuerV1 : urls.issuer;
  return {
    token_endpoint: urls.token,
    token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic", "private_key_jwt"],
    jwks_uri: version === "v1" ? urls.keys.replace("/v2.0", "") : urls.keys,
    response_modes_supported: ["query", "fragment", "form_post"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
    response_types_supported: ["code", "id_token", "code id_token"],
    scopes_supported: ["openid", "profile", "email", "offline_access"],
    issuer:
      tenant === "common" || tenant === "organizations"
        ? issuer.replace(urls.tenantId, "{tenantid}")
        : issuer,
    request_uri_parameter_supported: false,
    authorization_endpoint: urls.authorize,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: urls.logout,
    claims_supported: [
      "sub",
      "iss",
      "aud",
      "exp",
      "iat",
      "auth_time",
      "acr",
      "nonce",
      "preferred_username",
      "name",
      "tid",
      "ver",
      "at_hash",
      "c_hash",
      "email",
    ],
    tenant_region_scope: "LOCAL",
    cloud_instance_name: new URL(urls.base).host,
  };
}

/** contract: entra B3, without `x5c`: there is no certificate. */
export function keysDocument(
  urls: TenantUrls,
  key: SigningKey,
): { readonly keys: readonly (JWK & { readonly issuer: string })[] } {
  const { kty, n, e, kid } = key.publicJwk as Required<Pick<JWK, "kty" | "n" | "e" | "kid">>;
  return {
    keys: [{ kty, use: "sig", kid, x5t: kid, n, e, issuer: urls.issuer }],
  };
}
