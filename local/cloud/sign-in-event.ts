import type { SiteEvent } from "../appservice/events.ts";
import type { SignInEvent } from "../entra/sign-in.ts";

/**
 * What the sign-in service has to tell whoever runs it, beside what the sites tell. Who signed in, the sites say
 * already. undefined: nothing.
 */
export function signInEvent(event: SignInEvent): SiteEvent | undefined {
  switch (event.kind) {
    case "refused": {
      const { aadsts, text, hint } = event.refusal;
      return {
        site: "sign-in",
        kind: "refused",
        message: `AADSTS${aadsts}: ${text}${hint === undefined ? "" : ` (${hint})`}`,
      };
    }
    case "failed": {
      const reason =
        event.error instanceof Error ? (event.error.stack ?? event.error.message) : String(event.error);
      return {
        site: "sign-in",
        kind: "refused",
        message: `this is a fault in local Azure, please report it: ${reason}`,
      };
    }
    case "signedIn":
    case "signedOut":
      return undefined;
  }
}
