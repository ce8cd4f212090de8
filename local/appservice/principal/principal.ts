import type { Session } from "../session/session.ts";

export type Claims = Readonly<Record<string, unknown>>;

/** Somebody the front door has recognised; the policy still has to let them in. */
export type Principal = {
  readonly by: "bearer" | "session";
  readonly claims: Claims;
  /** the calling application; of a session the site's own client id. contract: easyauth 3.4 */
  readonly client: string | undefined;
  /** only when `by` is "session" */
  readonly session?: Session;
  /** whether the session came in a cookie, which a browser sends by itself */
  readonly cookie?: boolean;
};

/** What a request proves about its sender. `reason` says why a credential does not count. */
export type Authentication =
  | { readonly kind: "principal"; readonly principal: Principal }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "none" };
