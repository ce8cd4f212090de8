import { ofType, type Finding, type Graph, type Resource, type Value } from "./graph.ts";
import { apiScope, loginScopes } from "./login-scopes.ts";
import { APPLICATION, applicationWith, clientIdOf, identifiersOf } from "./registrations.ts";
import { AAD, AUTH_SETTINGS } from "./sites.ts";
import { isObject, listAt, textAt, textsAt } from "./values.ts";

/** Every API scope that a site asks for at sign-in is exposed by an API and declared by the client. contract: entra A6 */
export function loginScopesExist(graph: Graph): readonly Finding[] {
  return ofType(graph, ...AUTH_SETTINGS)
    .filter(({ inputs }) => textsAt(inputs, `${AAD}.login.loginParameters`).length > 0)
    .flatMap((resource) => {
      const scopes = loginScopes(resource);
      if (!scopes?.includes("openid")) {
        return [{ resource, message: "need exactly one scope= among loginParameters, with openid in it" }];
      }
      const clientId = textAt(resource.inputs, `${AAD}.registration.clientId`);
      const client = applicationWith(graph, clientId);
      return scopes
        .map((scope) => problemOf(graph, client, scope))
        .filter((message) => message !== undefined)
        .map((message) => ({ resource, message }));
    });
}

function problemOf(graph: Graph, client: Resource | undefined, scope: string): string | undefined {
  const asked = apiScope(scope);
  if (!asked) return undefined;
  const api = ofType(graph, APPLICATION).find((application) =>
    identifiersOf(graph, application).includes(asked.identifier),
  );
  if (!api) return `ask for ${scope}, but no declared registration has that identifier URI (AADSTS500011)`;
  const exposed = listAt(api.inputs, "api.oauth2PermissionScopes")
    .filter(isObject)
    .find((item) => item["value"] === asked.value && item["enabled"] !== false);
  if (!exposed) return `ask for ${scope}, which the API does not expose (AADSTS650053)`;
  const declared = listAt(client?.inputs ?? {}, "requiredResourceAccesses")
    .filter(isObject)
    .filter((access) => textAt(access, "resourceAppId") === clientIdOf(api))
    .flatMap((access) => listAt(access, "resourceAccesses"));
  return declared.some((access) => idOf(access) === exposed["id"])
    ? undefined
    : `ask for ${scope}, which the client does not declare in requiredResourceAccesses (AADSTS650057)`;
}

function idOf(access: Value): Value | undefined {
  return isObject(access) ? access["id"] : undefined;
}
