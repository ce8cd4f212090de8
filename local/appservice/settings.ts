import type { Authority, LocalIssuer } from "./authority.ts";
import { timeSpan } from "./rules/time-span.ts";
import type { AuthSettings, AzureActiveDirectory, SiteDeclaration } from "./site.ts";

export type UnauthenticatedAction = "RedirectToLoginPage" | "AllowAnonymous" | "Return401" | "Return403";

/** How the app proves itself to the sign-in service. */
export type Credential =
  | { readonly kind: "none" }
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "managedIdentity"; readonly clientId: string }
  | { readonly kind: "missing"; readonly settingName: string };

/** authsettingsV2 with every default filled in: what the front door enforces. */
export type EasyAuth = {
  readonly action: UnauthenticatedAction;
  readonly excludedPaths: readonly string[];
  /** "/.auth", no slash at the end */
  readonly prefix: string;
  readonly logoutPaths: readonly string[];
  readonly tokenStore: boolean;
  readonly refreshExtensionMs: number;
  readonly preserveFragments: boolean;
  readonly externalRedirects: readonly string[];
  /** undefined: the session ends when the ID token does */
  readonly sessionMs: number | undefined;
  readonly nonce: { readonly validate: boolean; readonly lifetimeMs: number };
  readonly forwardProxy: NonNullable<NonNullable<AuthSettings["httpSettings"]>["forwardProxy"]>;
  /** undefined: no usable Entra provider is declared, so nobody can sign in */
  readonly provider: Provider | undefined;
  /** the declared default provider is Entra (or it is the only one) */
  readonly canRedirect: boolean;
  readonly legacyClaims: boolean;
};

export type Provider = {
  readonly clientId: string;
  readonly openIdIssuer: string;
  /** undefined: the declared issuer is not served here */
  readonly issuer: LocalIssuer | undefined;
  /** false: `common` and its like, where Azure validates neither issuer nor tenant. contract: easyauth 1.3 */
  readonly tenantSpecific: boolean;
  readonly credential: Credential;
  readonly loginParameters: readonly (readonly [key: string, value: string])[];
  readonly challenge: boolean;
  readonly audiences: readonly string[];
  readonly policy: Policy;
};

/** Undefined members are not configured. Empty lists are kept: what they mean differs. contract: easyauth 3.4 */
export type Policy = {
  readonly allowedApplications: readonly string[] | undefined;
  readonly allowedIdentities: readonly string[] | undefined;
  readonly allowedGroups: readonly string[] | undefined;
  readonly claimGroups: readonly string[] | undefined;
  readonly claimClients: readonly string[] | undefined;
  readonly tenants: readonly string[] | undefined;
  readonly requireObjectId: boolean;
};

const HOUR = 3_600_000;

/** The setting whose name alone turns the secret into a managed identity's assertion. contract: easyauth 6 */
export const MANAGED_IDENTITY_SETTING = "OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID";

/** undefined: authentication is off, the front door only passes on. */
export function easyAuthOf(declaration: SiteDeclaration, authority: Authority): EasyAuth | undefined {
  const settings = declaration.authSettings;
  if (settings?.platform?.enabled !== true) return undefined;
  const { globalValidation, login, httpSettings } = settings;
  const prefix = withoutTrailingSlash(httpSettings?.routes?.apiPrefix || "/.auth");
  const logout = login?.routes?.logoutEndpoint;
  return {
    action: actionOf(settings),
    excludedPaths: globalValidation?.excludedPaths ?? [],
    prefix,
    // contract: easyauth 1.4, the default path stays active
    logoutPaths: [`${prefix}/logout`, ...(logout ? [withoutTrailingSlash(logout)] : [])],
    tokenStore: login?.tokenStore?.enabled === true,
    refreshExtensionMs: (login?.tokenStore?.tokenRefreshExtensionHours ?? 72) * HOUR,
    preserveFragments: login?.preserveUrlFragmentsForLogins === true,
    externalRedirects: login?.allowedExternalRedirectUrls ?? [],
    sessionMs: sessionLifetime(login?.cookieExpiration),
    nonce: {
      validate: login?.nonce?.validateNonce !== false,
      lifetimeMs: timeSpan(login?.nonce?.nonceExpirationInterval ?? "") ?? 5 * 60_000,
    },
    forwardProxy: httpSettings?.forwardProxy ?? {},
    provider: providerOf(declaration, settings.identityProviders?.azureActiveDirectory, authority),
    canRedirect: isEntra(globalValidation?.redirectToProvider),
    legacyClaims: !/^(false|0)$/i.test(declaration.appSettings["WEBSITE_AUTH_USE_LEGACY_CLAIMS"] ?? ""),
  };
}

function actionOf(settings: AuthSettings): UnauthenticatedAction {
  const { requireAuthentication, unauthenticatedClientAction } = settings.globalValidation ?? {};
  // contract: easyauth 1.2, unknown which of the two wins; false wins here
  if (requireAuthentication === false) return "AllowAnonymous";
  switch (unauthenticatedClientAction) {
    case undefined:
    case "RedirectToLoginPage":
      return "RedirectToLoginPage";
    case "AllowAnonymous":
    case "Return403":
      return unauthenticatedClientAction;
    default:
      return "Return401";
  }
}

function providerOf(
  declaration: SiteDeclaration,
  entra: AzureActiveDirectory | undefined,
  authority: Authority,
): Provider | undefined {
  const { clientId, openIdIssuer } = entra?.registration ?? {};
  if (!entra || entra.enabled === false || !clientId || !openIdIssuer) return undefined;
  return {
    clientId,
    openIdIssuer,
    issuer: authority.issuerFor(openIdIssuer),
    tenantSpecific: isTenantSpecific(openIdIssuer),
    credential: credentialOf(entra, declaration.appSettings),
    loginParameters: (entra.login?.loginParameters ?? []).flatMap(keyAndValue),
    challenge: entra.login?.disableWWWAuthenticate !== true,
    // contract: easyauth 3.3, the client id is always an audience, api://<client id> is not
    audiences: [clientId, ...(entra.validation?.allowedAudiences ?? [])],
    policy: policyOf(entra, declaration.appSettings),
  };
}

export function credentialOf(
  entra: AzureActiveDirectory,
  appSettings: Readonly<Record<string, string>>,
): Credential {
  const settingName = entra.registration?.clientSecretSettingName;
  if (!settingName) return { kind: "none" };
  const value = appSettings[settingName];
  if (!value) return { kind: "missing", settingName };
  if (settingName === MANAGED_IDENTITY_SETTING) return { kind: "managedIdentity", clientId: value };
  return { kind: "secret", secret: value };
}

function policyOf(entra: AzureActiveDirectory, appSettings: Readonly<Record<string, string>>): Policy {
  const { defaultAuthorizationPolicy, jwtClaimChecks } = entra.validation ?? {};
  const identities = defaultAuthorizationPolicy?.allowedPrincipals?.identities;
  const tenants = appSettings["WEBSITE_AUTH_AAD_ALLOWED_TENANTS"];
  return {
    allowedApplications: defaultAuthorizationPolicy?.allowedApplications,
    allowedIdentities: identities,
    allowedGroups: defaultAuthorizationPolicy?.allowedPrincipals?.groups,
    claimGroups: jwtClaimChecks?.allowedGroups,
    claimClients: jwtClaimChecks?.allowedClientApplications,
    tenants: tenants ? tenants.split(",").map((tenant) => tenant.trim()) : undefined,
    // contract: easyauth 1.6, a list of identities makes the claim mandatory
    requireObjectId:
      (identities?.length ?? 0) > 0 ||
      /^(true|1)$/i.test(appSettings["WEBSITE_AUTH_AAD_REQUIRE_CLIENT_SERVICE_PRINCIPAL"] ?? ""),
  };
}

function sessionLifetime(
  expiration: NonNullable<AuthSettings["login"]>["cookieExpiration"],
): number | undefined {
  if (/^Identity(Provider)?Derived$/i.test(expiration?.convention ?? "")) return undefined;
  return timeSpan(expiration?.timeToExpiration ?? "") ?? 8 * HOUR;
}

/** A tenant id or domain in the path; "common" and its like are not. contract: easyauth 1.3 */
export function isTenantSpecific(openIdIssuer: string): boolean {
  return /\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\/|$)/i.test(openIdIssuer);
}

/** contract: easyauth 1.2, compared without case; unset is enough because only Entra is served here */
function isEntra(redirectToProvider: string | undefined): boolean {
  return !redirectToProvider || /^(azureactivedirectory|aad)$/i.test(redirectToProvider);
}

function keyAndValue(parameter: string): readonly (readonly [string, string])[] {
  const equals = parameter.indexOf("=");
  return equals > 0 ? [[parameter.slice(0, equals), parameter.slice(equals + 1)]] : [];
}

function withoutTrailingSlash(path: string): string {
  const rooted = path.startsWith("/") ? path : `/${path}`;
  return rooted.length > 1 ? rooted.replace(/\/+$/, "") : rooted;
}
