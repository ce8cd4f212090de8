import { isAssigned } from "../directory/app-role-assignments.ts";
import {
  findServicePrincipalByClientId,
  type Application,
  type DirectoryState,
  type User,
} from "../directory/state.ts";
import { findUserByName } from "../directory/users.ts";
import { missingConsent, type MissingConsent } from "./consent.ts";
import type { Refusal } from "./refusal.ts";
import { adminConsentRequired, consentRequired, noSession, userNotAssigned } from "./refusals.ts";
import type { RequestedScopes } from "./requested-scopes.ts";

/** What stands between a person and the application. */
export type Obstacle =
  | { readonly kind: "account" }
  | { readonly kind: "assignment"; readonly refusal: Refusal }
  | { readonly kind: "adminConsent"; readonly refusal: Refusal }
  | { readonly kind: "consent"; readonly missing: readonly MissingConsent[] };

export type SignInAttempt = {
  readonly client: Application;
  readonly scopes: RequestedScopes;
  /** who is signed in here */
  readonly user: User | undefined;
  readonly loginHint: string | undefined;
};

/** The first one, in the order in which Entra asks. */
export function firstObstacle(state: DirectoryState, attempt: SignInAttempt): Obstacle | undefined {
  const { client, scopes, user } = attempt;
  if (!user || hintsAtAnother(state, user, attempt.loginHint)) return { kind: "account" };
  const principal = findServicePrincipalByClientId(state, client.clientId);
  if (principal?.appRoleAssignmentRequired && !isAssigned(state, user.objectId, principal.objectId)) {
    return { kind: "assignment", refusal: userNotAssigned(user.userPrincipalName, client) };
  }
  const missing = missingConsent(state, { client, userId: user.objectId }, scopes.resources);
  const forAdmins = missing.flatMap((part) => part.scopes).filter((scope) => scope.type === "Admin");
  if (forAdmins.length > 0) {
    const values = forAdmins.map((scope) => scope.value);
    return { kind: "adminConsent", refusal: adminConsentRequired(client, values) };
  }
  return missing.length > 0 ? { kind: "consent", missing } : undefined;
}

/** What prompt=none gets where a person would get a page. contract: entra B8 */
export function silentRefusal(client: Application, obstacle: Obstacle): Refusal {
  switch (obstacle.kind) {
    case "account":
      return noSession();
    case "assignment":
    case "adminConsent":
      return { ...obstacle.refusal, channel: "redirect" };
    case "consent":
      return { ...consentRequired(client), error: "interaction_required" };
  }
}

function hintsAtAnother(state: DirectoryState, user: User, loginHint: string | undefined): boolean {
  const hinted = loginHint === undefined ? undefined : findUserByName(state.users.values(), loginHint);
  return hinted !== undefined && hinted.objectId !== user.objectId;
}
