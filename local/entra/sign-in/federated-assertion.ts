import { importJWK, jwtVerify, SignJWT, type JWTPayload } from "jose";
import type { Application } from "../directory/state.ts";
import type { SignInContext } from "./context.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { assertionInvalid, noFederatedCredential } from "./token-refusals.ts";
import type { TenantUrls } from "./tenant-urls.ts";

/**
 * Checks the assertion of a managed identity against the application's federated credentials: signed by this tenant,
 * and issuer, subject and audience as declared. contract: entra A5, easyauth 6
 */
export async function checkAssertion(
  context: SignInContext,
  client: Application,
  assertion: string,
): Promise<Refusal | undefined> {
  const claims = await verify(context, client, assertion);
  if (isRefusal(claims)) return claims;
  const { iss = "", sub = "", aud = "" } = claims;
  const matches = client.federatedCredentials.some(
    (credential) =>
      isSameIssuer(context.urls, credential.issuer, iss) &&
      credential.subject === sub &&
      credential.audiences.some((audience) => [aud].flat().includes(audience)),
  );
  return matches
    ? undefined
    : noFederatedCredential(client, { subject: sub, issuer: iss, audience: [aud].flat().join(" ") });
}

async function verify(
  context: SignInContext,
  client: Application,
  assertion: string,
): Promise<JWTPayload | Refusal> {
  try {
    const key = await importJWK(context.key.publicJwk, "RS256");
    const options = {
      algorithms: ["RS256"],
      requiredClaims: ["iss", "sub", "aud", "exp"],
      clockTolerance: 300,
    };
    return (await jwtVerify(assertion, key, options)).payload;
  } catch (error) {
    return assertionInvalid(client, error instanceof Error ? error.message : "it cannot be verified");
  }
}

/** A program declares Microsoft's address of the tenant; here the tenant is at ours. */
function isSameIssuer(urls: TenantUrls, declared: string, presented: string): boolean {
  const declaredHere = declared === `https://login.microsoftonline.com/${urls.tenantId}/v2.0`;
  return presented === declared || (declaredHere && presented === urls.issuer);
}

/**
 * The token that a managed identity gets for `resource` ("api://AzureADTokenExchange" to prove an application with it).
 * Lives an hour; Azure's live for a day.
 */
export async function managedIdentityToken(
  context: SignInContext,
  identity: { readonly principalId: string; readonly clientId: string },
  resource: string,
): Promise<string> {
  const { urls, key } = context;
  return new SignJWT({
    azp: identity.clientId,
    azpacr: "2",
    idtyp: "app",
    oid: identity.principalId,
    tid: urls.tenantId,
    ver: "2.0",
  })
    .setProtectedHeader({ typ: "JWT", alg: "RS256", kid: key.kid })
    .setIssuer(urls.issuer)
    .setSubject(identity.principalId)
    .setAudience(resource)
    .setIssuedAt()
    .setNotBefore("0s")
    .setExpirationTime("1h")
    .sign(await importJWK(key.jwk, "RS256"));
}
