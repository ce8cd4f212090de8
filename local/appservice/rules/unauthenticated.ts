import type { EasyAuth } from "../settings.ts";
import { isBrowser } from "./browser.ts";
import { isExcluded } from "./excluded-path.ts";
import { refuse, type Refusal } from "./refusal.ts";

/** What happens to a request that nobody is signed in for: it passes, its sender is sent to sign in, or it is refused. */
export type Unauthenticated = "pass" | "signIn" | Refusal;

/** contract: easyauth 2.1. `invalid` is why the credential that came along, if any, does not count. */
export function unauthenticated(
  request: { readonly method: string; readonly path: string; readonly userAgent: string | undefined },
  auth: Pick<EasyAuth, "action" | "excludedPaths" | "canRedirect" | "provider">,
  invalid: string | undefined,
): Unauthenticated {
  if (isExcluded(request.path, auth.excludedPaths)) return "pass";
  const because = invalid ?? "the request carries no session and no bearer token";
  switch (auth.action) {
    case "AllowAnonymous":
      return "pass";
    case "Return403":
      return refuse(403, because);
    case "Return401":
      return refuse(401, because);
    case "RedirectToLoginPage":
      break;
  }
  if (!auth.provider || !auth.canRedirect) {
    // contract: easyauth 1.2, "Unauthenticated traffic is blocked, and requests will receive an HTTP 401"
    return refuse(401, `${because}, and no identity provider is declared to redirect to`);
  }
  if (!isBrowser(request.userAgent)) {
    return refuse(401, `${because}, and only browsers are redirected to sign in (User-Agent)`);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    // contract: easyauth 2.1, unknown for other methods; 401 is its suggestion
    return refuse(401, `${because}, and a ${request.method} cannot be redirected to sign in`);
  }
  return "signIn";
}
