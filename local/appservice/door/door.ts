import type { Log } from "../events.ts";
import type { SessionKeeper } from "../session/session-keeper.ts";
import { MANAGED_IDENTITY_SETTING, type EasyAuth, type Provider } from "../settings.ts";
import type { SignInService } from "../signin/sign-in-service.ts";
import type { SiteDeclaration } from "../site.ts";

/** One site's front door as one declaration makes it, with authentication on. */
export type Door = {
  readonly site: SiteDeclaration;
  readonly auth: EasyAuth;
  /** undefined: nobody serves the declared issuer, or no provider is declared */
  readonly service: SignInService | undefined;
  readonly keeper: SessionKeeper;
  readonly log: Log;
};

/** How long after its end a session may still be refreshed. contract: easyauth 4.4 */
export function graceOf(auth: EasyAuth): number {
  return auth.tokenStore ? auth.refreshExtensionMs : 0;
}

export type UsableProvider = { readonly provider: Provider; readonly service: SignInService };

/** What a sign-in needs; a sentence about what is missing otherwise. */
export function usableProvider(door: Door): UsableProvider | string {
  const { provider } = door.auth;
  if (!provider) {
    return "no Entra registration is declared in identityProviders.azureActiveDirectory, or it is disabled";
  }
  if (!door.service) return `the declared openIdIssuer '${provider.openIdIssuer}' is served by nobody here`;
  if (provider.credential.kind === "missing") {
    const name = provider.credential.settingName;
    return `clientSecretSettingName is '${name}', but the site has no app setting of that name`;
  }
  if (provider.credential.kind === "managedIdentity") {
    const { clientId } = provider.credential;
    // contract: easyauth 6, it takes a user-assigned identity of the site
    if (!door.site.identities.some((identity) => identity.clientId === clientId)) {
      return `${MANAGED_IDENTITY_SETTING} is '${clientId}', but the site has no user-assigned identity with that client id`;
    }
  }
  return { provider, service: door.service };
}
