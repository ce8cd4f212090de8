import type { Refusal } from "./refusal.ts";

/** What happens at the sign-in service, for whoever watches it. Never a secret, a code or a token. */
export type SignInEvent =
  | { readonly kind: "signedIn"; readonly userPrincipalName: string; readonly application: string }
  | { readonly kind: "signedOut"; readonly userPrincipalName: string }
  | { readonly kind: "refused"; readonly endpoint: "authorize" | "token"; readonly refusal: Refusal }
  /** a fault of the service itself */
  | { readonly kind: "failed"; readonly error: unknown };
