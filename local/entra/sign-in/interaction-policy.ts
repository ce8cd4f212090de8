import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import { isAssigned } from "../directory/app-role-assignments.ts";
import { findServicePrincipalByClientId } from "../directory/state.ts";
import type { Application, DirectoryState, User } from "../directory/state.ts";
import { findUserByName } from "../directory/users.ts";
import { findClient } from "./authorize-request.ts";
import { missingConsent, type MissingConsent } from "./consent.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import { adminConsentRequired, consentRequired, noSession, userNotAssigned } from "./refusals.ts";
import { readScopes } from "./requested-scopes.ts";
import { SignInRefused } from "./sign-in-refused.ts";

const { Check, Prompt } = interactionPolicy;

/** What stands between a person and the application, in the order in which Entra asks. */
export type Obstacle =
  | { readonly kind: "account" }
  | { readonly kind: "assignment"; readonly refusal: Refusal }
  | { readonly kind: "admin-consent"; readonly refusal: Refusal }
  | { readonly kind: "consent"; readonly missing: readonly MissingConsent[] };

export type SignInAttempt = {
  readonly client: Application;
  readonly user: User | undefined;
  readonly loginHint: string | undefined;
  readonly scope: string | undefined;
};

export function firstObstacle(state: DirectoryState, attempt: SignInAttempt): Obstacle | undefined {
  const { client, user } = attempt;
  if (!user || hintsAtAnother(state, user, attempt.loginHint)) return { kind: "account" };
  const principal = findServicePrincipalByClientId(state, client.clientId);
  if (principal?.appRoleAssignmentRequired && !isAssigned(state, user.objectId, principal.objectId)) {
    const { displayName } = client.manifest;
    return {
      kind: "assignment",
      refusal: userNotAssigned(user.userPrincipalName, client.clientId, displayName),
    };
  }
  const scopes = readScopes(state, client, attempt.scope);
  if (isRefusal(scopes)) throw new SignInRefused(scopes);
  const missing = missingConsent(state, { client, userId: user.objectId }, scopes.resources);
  if (missing.some((part) => part.scopes.some((scope) => scope.type === "Admin"))) {
    return { kind: "admin-consent", refusal: adminConsentRequired(client.manifest.displayName) };
  }
  return missing.length > 0 ? { kind: "consent", missing } : undefined;
}

/** `originalScope` is the scope as the application asked for it. */
export function createPolicy(
  state: DirectoryState,
  originalScope: (ctx: KoaContextWithOIDC) => string | undefined,
): interactionPolicy.DefaultPolicy {
  function meets(ctx: KoaContextWithOIDC, kind: Obstacle["kind"]): boolean {
    const client = findClient(state, ctx.oidc.client?.clientId);
    if (isRefusal(client)) throw new SignInRefused(client);
    const obstacle = firstObstacle(state, {
      client,
      user: state.users.get(ctx.oidc.session?.accountId ?? ""),
      // who picks another account than the hint says means it
      loginHint: ctx.oidc.result?.["login"] ? undefined : text(ctx.oidc.params?.["login_hint"]),
      scope: originalScope(ctx),
    });
    if (obstacle?.kind !== kind) return false;
    if (ctx.oidc.prompts.has("none")) throw new SignInRefused(silentRefusal(client, obstacle));
    return true;
  }

  function prompt(name: string, requestable: boolean, kind: Obstacle["kind"]): interactionPolicy.Prompt {
    const description = `${name} is needed`;
    return new Prompt(
      { name, requestable },
      new Check(`${name}_needed`, description, "interaction_required", (ctx) => meets(ctx, kind)),
    );
  }

  const policy = interactionPolicy.base();
  policy.clear();
  policy.add(new Prompt({ name: "select_account", requestable: true }));
  policy.add(prompt("login", true, "account"));
  policy.add(prompt("assignment", false, "assignment"));
  policy.add(prompt("admin_consent", false, "admin-consent"));
  policy.add(prompt("consent", true, "consent"));
  return policy;
}

/** What prompt=none gets instead of a page. contract: entra B8 */
function silentRefusal(client: Application, obstacle: Obstacle): Refusal {
  switch (obstacle.kind) {
    case "account":
      return noSession();
    case "assignment":
    case "admin-consent":
      return { ...obstacle.refusal, channel: "redirect" };
    case "consent":
      return {
        ...consentRequired(client.clientId, client.manifest.displayName),
        error: "interaction_required",
      };
    default:
      return obstacle satisfies never;
  }
}

function hintsAtAnother(state: DirectoryState, user: User, loginHint: string | undefined): boolean {
  const hinted = loginHint === undefined ? undefined : findUserByName(state.users.values(), loginHint);
  return hinted !== undefined && hinted.objectId !== user.objectId;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
