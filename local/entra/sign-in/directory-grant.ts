import { errors, type Grant, type KoaContextWithOIDC, type ResourceServer } from "oidc-provider";
import { publishedApplication } from "../directory/published-application.ts";
import { findServicePrincipalByClientId, type DirectoryState } from "../directory/state.ts";
import { grantedScopes } from "./consent.ts";
import { grantedScopeTexts } from "./granted-scope-texts.ts";
import { clientIdOfIndicator, OFFLINE, scopeTexts } from "./internal-scopes.ts";

/** An application as oidc-provider sees an API. */
export function resourceServer(state: DirectoryState, indicator: string): ResourceServer {
  const application = publishedApplication(state, clientIdOfIndicator(indicator));
  if (!application) throw new errors.InvalidTarget();
  return {
    audience: application.clientId,
    accessTokenFormat: "jwt",
    scope: scopeTexts(application, application.manifest.scopes).join(" "),
  };
}

/** What the directory grants now is what the code and the tokens get. contract: entra C1.7 */
export async function grantFromDirectory(
  state: DirectoryState,
  ctx: KoaContextWithOIDC,
): Promise<Grant | undefined> {
  const userId = ctx.oidc.account?.accountId;
  const client = publishedApplication(state, ctx.oidc.client?.clientId ?? "");
  if (userId === undefined || !client) return undefined;
  const grant = new ctx.oidc.provider.Grant({ accountId: userId, clientId: client.clientId });
  grant.addOIDCScope(`openid profile email ${OFFLINE}`);
  for (const indicator of Object.keys(ctx.oidc.resourceServers ?? {})) {
    const texts = grantedScopeTexts(state, { client, userId }, clientIdOfIndicator(indicator));
    grant.addResourceScope(indicator, texts.join(" "));
  }
  await grant.save();
  return grant;
}

/** Values of the scopes granted for the token of this answer; undefined for an app-only token. */
export function grantedValues(state: DirectoryState, ctx: KoaContextWithOIDC): readonly string[] | undefined {
  const token = ctx.oidc.entities.AccessToken;
  const client = publishedApplication(state, token?.clientId ?? "");
  const resourceClientId = clientIdOfIndicator(token?.resourceServer?.identifier() ?? "");
  const application = publishedApplication(state, resourceClientId);
  const principal = findServicePrincipalByClientId(state, resourceClientId);
  if (!token || !client || !application || !principal) return undefined;
  const party = { client, userId: token.accountId };
  return grantedScopes(state, party, { application, principal }).map((scope) => scope.value);
}
