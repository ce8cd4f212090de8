import { ofType, type Graph, type Resource } from "./graph.ts";
import { textAt, textsAt } from "./values.ts";

export const APPLICATION = "azuread:index/application:Application";
export const IDENTIFIER_URI = "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri";
export const SERVICE_PRINCIPAL = "azuread:index/servicePrincipal:ServicePrincipal";
export const GRANT =
  "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";

export function clientIdOf(application: Resource): string | undefined {
  return textAt(application.outputs, "clientId");
}

export function applicationWith(graph: Graph, clientId: string | undefined): Resource | undefined {
  return ofType(graph, APPLICATION).find(
    (application) => clientId !== undefined && clientIdOf(application) === clientId,
  );
}

/** The ApplicationIdentifierUri resources of an application. */
export function identifierUrisOf(graph: Graph, application: Resource): readonly Resource[] {
  const id = `/applications/${textAt(application.outputs, "objectId")}`;
  return ofType(graph, IDENTIFIER_URI).filter(({ inputs }) => textAt(inputs, "applicationId") === id);
}

/** Every identifier URI of an application, wherever it is declared. */
export function identifiersOf(graph: Graph, application: Resource): readonly string[] {
  const uris = identifierUrisOf(graph, application).map(({ inputs }) => textAt(inputs, "identifierUri"));
  return [...uris.filter((uri) => uri !== undefined), ...textsAt(application.inputs, "identifierUris")];
}
