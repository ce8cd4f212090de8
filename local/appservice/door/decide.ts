import type { Authentication, Principal } from "../principal/principal.ts";
import { forbidden } from "../rules/authorization-policy.ts";
import { crossSiteRequest } from "../rules/cross-site-request.ts";
import type { Refusal } from "../rules/refusal.ts";
import { unauthenticated } from "../rules/unauthenticated.ts";
import type { EasyAuth } from "../settings.ts";
import type { SiteDeclaration } from "../site.ts";
import type { DoorRequest } from "./door-request.ts";

export type Verdict =
  | { readonly kind: "pass"; readonly principal: Principal | undefined }
  | { readonly kind: "signIn" }
  | { readonly kind: "refuse"; readonly refusal: Refusal };

/** Steps 6 to 8 of the decision procedure. contract: easyauth 5 */
export function decide(
  request: Pick<DoorRequest, "method" | "path" | "userAgent" | "headers" | "origin">,
  sender: Authentication,
  auth: EasyAuth,
  site: Pick<SiteDeclaration, "cors">,
): Verdict {
  if (sender.kind === "principal") {
    const refusal = refusePrincipal(request, sender.principal, auth, site);
    return refusal ? { kind: "refuse", refusal } : { kind: "pass", principal: sender.principal };
  }
  const outcome = unauthenticated(request, auth, sender.kind === "invalid" ? sender.reason : undefined);
  if (outcome === "pass") return { kind: "pass", principal: undefined };
  if (outcome === "signIn") return { kind: "signIn" };
  return { kind: "refuse", refusal: outcome };
}

/** A caller that is recognised but not welcome: 403 under every unauthenticatedClientAction. contract: easyauth 0.9 */
export function refusePrincipal(
  request: Pick<DoorRequest, "method" | "userAgent" | "headers" | "origin">,
  principal: Principal,
  auth: EasyAuth,
  site: Pick<SiteDeclaration, "cors">,
): Refusal | undefined {
  if (principal.cookie) {
    const { origin, referer } = request.headers;
    const crossSite = crossSiteRequest(
      { method: request.method, userAgent: request.userAgent, origin, referer },
      {
        site: [request.origin],
        externalRedirects: auth.externalRedirects,
        corsOrigins: site.cors?.allowedOrigins ?? [],
      },
    );
    if (crossSite) return crossSite;
  }
  return auth.provider && forbidden(principal, auth.provider.policy);
}
