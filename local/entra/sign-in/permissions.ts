import { MICROSOFT_GRAPH_APPLICATION } from "../directory/microsoft-graph.ts";
import type { Application, Scope } from "../directory/state.ts";
import { wantedScopes } from "./consent.ts";
import type { RequestedScopes } from "./requested-scopes.ts";

/** One line of the consent page. */
export type Permission = { readonly title: string; readonly description: string };

/** Everything that the request asks for, in the declared consent texts. contract: entra B4 */
export function requestedPermissions(client: Application, scopes: RequestedScopes): readonly Permission[] {
  const ofSignIn = MICROSOFT_GRAPH_APPLICATION.manifest.scopes.filter((scope) =>
    scopes.oidc.includes(scope.value),
  );
  const ofResources = scopes.resources.flatMap((resource) => wantedScopes(client, resource));
  return [...ofResources, ...ofSignIn].map(permissionOf);
}

function permissionOf(scope: Scope): Permission {
  return {
    title: scope.userConsentDisplayName || scope.adminConsentDisplayName || scope.value,
    description: scope.userConsentDescription || scope.adminConsentDescription,
  };
}
