import type { Claims } from "../principal/principal.ts";

/** What a sign-in or a refresh brought. `expiresOn`: of the access token, milliseconds since 1970. */
export type Tokens = {
  readonly idToken?: string;
  readonly accessToken?: string;
  readonly refreshToken?: string;
  readonly expiresOn?: number;
};

export type SignIn = { readonly tokens: Tokens; readonly claims: Claims };
