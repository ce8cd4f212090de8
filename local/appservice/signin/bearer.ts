import type { Authentication, Claims } from "../principal/principal.ts";
import type { Provider } from "../settings.ts";
import { wrongAudience } from "../rules/token-audience.ts";
import { wrongIssuer } from "../rules/token-issuer.ts";
import type { SignInService } from "./sign-in-service.ts";
import { isUnreachable, whyFailed } from "./why-failed.ts";

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
}

/**
 * Whether the token counts: signature and lifetime, issuer, audience. The policy comes later. contract: easyauth 3.1
 * Throws when the keys cannot be had.
 */
export async function authenticateBearer(
  token: string,
  provider: Provider,
  service: SignInService | undefined,
): Promise<Authentication> {
  if (!service) return { kind: "invalid", reason: wrongIssuer(undefined, provider)?.reason ?? "no issuer" };
  let claims: Claims;
  try {
    claims = await service.verify(token);
  } catch (error) {
    if (isUnreachable(error)) throw error;
    return { kind: "invalid", reason: `the bearer token is not valid: ${whyFailed(error)}` };
  }
  const wrong = wrongIssuer(claims["iss"], provider) ?? wrongAudience(claims["aud"], provider.audiences);
  if (wrong) return { kind: "invalid", reason: wrong.reason };
  return { kind: "principal", principal: { by: "bearer", claims, client: callingApplication(claims) } };
}

/** contract: easyauth 0.2, `azp` in v2 tokens, `appid` in v1 tokens */
function callingApplication(claims: Claims): string | undefined {
  const client = claims["azp"] ?? claims["appid"];
  return typeof client === "string" ? client : undefined;
}
