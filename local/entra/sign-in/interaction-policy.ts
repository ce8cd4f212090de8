import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import type { DirectoryState } from "../directory/state.ts";
import { findClient } from "./authorize-request.ts";
import { publicScope } from "./internal-scopes.ts";
import { firstObstacle, silentRefusal, type Obstacle } from "./obstacle.ts";
import { isRefusal } from "./refusal.ts";
import { readScopes } from "./requested-scopes.ts";
import { SignInRefused } from "./sign-in-refused.ts";

const { Check, Prompt } = interactionPolicy;

/** Our obstacles in the form in which oidc-provider asks for them. `prompt=none` is answered on the spot. */
export function createPolicy(state: DirectoryState): interactionPolicy.DefaultPolicy {
  function isStoppedBy(ctx: KoaContextWithOIDC, kind: Obstacle["kind"]): boolean {
    const { client: caller, session, params, result, prompts } = ctx.oidc;
    const client = findClient(state, caller?.clientId);
    if (isRefusal(client)) throw new SignInRefused(client);
    const scopes = readScopes(state, client, publicScope(params?.["scope"]));
    if (isRefusal(scopes)) throw new SignInRefused(scopes);
    const loginHint = params?.["login_hint"];
    const obstacle = firstObstacle(state, {
      client,
      scopes,
      user: state.users.get(session?.accountId ?? ""),
      // who picks another account than the hint says means it
      loginHint: typeof loginHint === "string" && !result?.["login"] ? loginHint : undefined,
    });
    if (obstacle?.kind !== kind) return false;
    if (prompts.has("none")) throw new SignInRefused(silentRefusal(client, obstacle));
    return true;
  }

  function promptFor(name: string, kind: Obstacle["kind"], requestable: boolean): interactionPolicy.Prompt {
    const check = new Check(kind, `${name} is needed`, "interaction_required", (ctx) =>
      isStoppedBy(ctx, kind),
    );
    return new Prompt({ name, requestable }, check);
  }

  const policy = interactionPolicy.base();
  policy.clear();
  policy.add(new Prompt({ name: "select_account", requestable: true }));
  policy.add(promptFor("login", "account", true));
  policy.add(promptFor("assignment", "assignment", false));
  policy.add(promptFor("admin_consent", "adminConsent", false));
  policy.add(promptFor("consent", "consent", true));
  return policy;
}
