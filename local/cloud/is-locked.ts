import type { AuthSettings } from "../appservice/site.ts";

/** Whether these auth settings turn away whoever is not signed in. contract: easyauth 1.1, 1.2 */
export function isLocked(settings: AuthSettings | undefined): boolean {
  if (settings?.platform?.enabled !== true) return false;
  const { requireAuthentication, unauthenticatedClientAction } = settings.globalValidation ?? {};
  return requireAuthentication !== false && unauthenticatedClientAction !== "AllowAnonymous";
}
