/** How a site proves who it is. */
export type Credentials = "secret" | "managedIdentity";

/**
 * The names of the app settings that the platform reads its credential from. The name of the one for a managed
 * identity is also what tells the platform to sign in with it. contract: easyauth 6
 */
export const CREDENTIAL_SETTING = {
  secret: "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
  identity: "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID",
} as const;

/**
 * The generations of a secret that exist at the same time; the site uses the first. The one before stays: instances
 * that have not restarted yet still sign in with it, and so they do when a run is cut off half-way.
 */
export function livingGenerations(current: number): readonly [number, ...number[]] {
  return current > 1 ? [current, current - 1] : [current];
}
