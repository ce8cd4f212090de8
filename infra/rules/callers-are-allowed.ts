import { ofType, type Finding, type Graph, type Resource } from "./graph.ts";
import { apiScope, loginScopes } from "./login-scopes.ts";
import { applicationWith, identifiersOf } from "./registrations.ts";
import { AAD, AUTH_SETTINGS } from "./sites.ts";
import { textAt, textsAt } from "./values.ts";

/**
 * Every site says which applications it accepts tokens from, and accepts them from every client that gets tokens for
 * it at sign-in: otherwise the call ends in 403 after all else went well. contract: easyauth 0 (2), 3.4
 */
export function callersAreAllowed(graph: Graph): readonly Finding[] {
  const doors = ofType(graph, ...AUTH_SETTINGS);
  return doors.flatMap((resource) => {
    const allowed = textsAt(
      resource.inputs,
      `${AAD}.validation.defaultAuthorizationPolicy.allowedApplications`,
    );
    if (allowed.length === 0) {
      return [{ resource, message: "accept tokens of any application: they need allowedApplications" }];
    }
    const application = applicationWith(graph, clientIdOf(resource));
    const own = application ? identifiersOf(graph, application) : [];
    return doors
      .filter((caller) => asksFor(caller, own))
      .map(clientIdOf)
      .filter((caller) => caller !== undefined && !allowed.includes(caller))
      .map((caller) => ({
        resource,
        message: `refuse the client ${caller}, which signs users in for this API`,
      }));
  });
}

function clientIdOf(authSettings: Resource): string | undefined {
  return textAt(authSettings.inputs, `${AAD}.registration.clientId`);
}

function asksFor(caller: Resource, identifiers: readonly string[]): boolean {
  return (loginScopes(caller) ?? []).some((scope) => identifiers.includes(apiScope(scope)?.identifier ?? ""));
}
