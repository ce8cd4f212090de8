import type { Resource } from "./graph.ts";
import { AAD } from "./sites.ts";
import { textsAt } from "./values.ts";

/** The scopes that a site asks for at sign-in; undefined: it does not say, or says it twice. contract: easyauth 1.3 */
export function loginScopes(authSettings: Resource): readonly string[] | undefined {
  const [parameter, ...more] = textsAt(authSettings.inputs, `${AAD}.login.loginParameters`).filter((text) =>
    text.startsWith("scope="),
  );
  if (parameter === undefined || more.length > 0) return undefined;
  return parameter.slice("scope=".length).split(" ");
}

/** "api://id/user_impersonation" in its two parts; undefined: a scope of OpenID Connect or Microsoft Graph. */
export function apiScope(scope: string): { readonly identifier: string; readonly value: string } | undefined {
  const slash = scope.lastIndexOf("/");
  return slash < 0 ? undefined : { identifier: scope.slice(0, slash), value: scope.slice(slash + 1) };
}
