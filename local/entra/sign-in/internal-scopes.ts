import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import type { Application, Scope } from "../directory/state.ts";
import { isOidcScope, type RequestedScopes } from "./requested-scopes.ts";

// How a request is put to oidc-provider: its own resource indicators, and a name of ours for offline_access, which the
// library would drop without prompt=consent. contract: entra C1.6

export const OFFLINE = "urn:entra:offline";

const INDICATOR = "urn:entra:resource:";

export function indicatorOf(application: Application): string {
  return INDICATOR + application.clientId;
}

export function clientIdOfIndicator(indicator: string): string {
  return indicator.slice(INDICATOR.length);
}

export function internalScope(scopes: RequestedScopes): string {
  return [...scopes.oidc, ...scopes.resources.flatMap((resource) => resource.texts)]
    .map((text) => (text === "offline_access" ? OFFLINE : text))
    .join(" ");
}

/** The scope as the application wrote it, from what oidc-provider keeps of it. */
export function publicScope(internal: unknown): string | undefined {
  return typeof internal === "string" ? internal.replace(OFFLINE, "offline_access") : undefined;
}

/** Every way to write the given scopes of an application, so that tokens keep the way the request chose. */
export function scopeTexts(application: Application, scopes: readonly Scope[]): readonly string[] {
  const names = [...application.identifierUris, application.clientId];
  const full = names.flatMap((name) => [
    ...scopes.map((scope) => `${name}/${scope.value}`),
    `${name}/.default`,
  ]);
  if (application.clientId !== MICROSOFT_GRAPH) return full;
  return [...scopes.map((scope) => scope.value).filter((value) => value !== "offline_access"), ...full];
}

/** "api://1a2b…/user_impersonation" -> the resource's name and the scope's value */
export function splitScopeText(text: string): { readonly name: string; readonly value: string } {
  const slash = text.lastIndexOf("/");
  if (slash === -1 || isOidcScope(text)) return { name: MICROSOFT_GRAPH, value: text };
  return { name: text.slice(0, slash), value: text.slice(slash + 1) };
}
