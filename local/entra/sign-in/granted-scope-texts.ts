import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import { publishedApplication } from "../directory/published-application.ts";
import { findServicePrincipalByClientId, type DirectoryState } from "../directory/state.ts";
import { grantedScopes, type Party } from "./consent.ts";
import { scopeTexts } from "./internal-scopes.ts";
import { isOidcScope } from "./requested-scopes.ts";

/** Every text that stands for a scope which the user has granted the client. */
export function grantedScopeTexts(
  state: DirectoryState,
  party: Party,
  resourceClientId: string,
): readonly string[] {
  const application = publishedApplication(state, resourceClientId);
  const principal = findServicePrincipalByClientId(state, resourceClientId);
  if (!application || !principal) return [];
  const granted = grantedScopes(state, party, { application, principal });
  const always = application.manifest.scopes.filter(
    (scope) => application.clientId === MICROSOFT_GRAPH && isOidcScope(scope.value),
  );
  return scopeTexts(application, [...new Set([...always, ...granted])]);
}
