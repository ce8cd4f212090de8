import { isTenantSpecific, MANAGED_IDENTITY_SETTING } from "./settings.ts";
import { timeSpan } from "./rules/time-span.ts";
import type { AzureActiveDirectory, SiteDeclaration } from "./site.ts";

/** In plain words, what this front door does not do of what the site declares. Empty: it does all of it. */
export function unenforced(site: SiteDeclaration): readonly string[] {
  return [...platformGaps(site), ...providerGaps(site), ...loginGaps(site), ...runtimeGaps(site)];
}

const ACTIONS = new Set(["RedirectToLoginPage", "AllowAnonymous", "Return401", "Return403"]);

function platformGaps({ authSettings }: SiteDeclaration): readonly string[] {
  const platform = authSettings?.platform;
  const action = authSettings?.globalValidation?.unauthenticatedClientAction;
  return said([
    [
      action !== undefined && !ACTIONS.has(action),
      `globalValidation.unauthenticatedClientAction '${action}' is none of ${[...ACTIONS].join(", ")}: Return401 is used`,
    ],
    [
      platform?.configFilePath !== undefined,
      `platform.configFilePath '${platform?.configFilePath}': on Azure the file's settings would win; here it is not read`,
    ],
    [
      platform?.runtimeVersion !== undefined && !/^~?1$/.test(platform.runtimeVersion),
      `platform.runtimeVersion '${platform?.runtimeVersion}': has no effect here`,
    ],
  ]);
}

function providerGaps({ authSettings, appSettings }: SiteDeclaration): readonly string[] {
  const { azureActiveDirectory: entra, ...others } = authSettings?.identityProviders ?? {};
  const target = authSettings?.globalValidation?.redirectToProvider;
  return [
    ...Object.keys(others)
      .filter((name) => others[name] !== undefined)
      .map((name) => `identityProviders.${name}: only azureActiveDirectory is served here`),
    ...said([
      [
        target !== undefined && !/^(azureactivedirectory|aad|)$/i.test(target),
        `globalValidation.redirectToProvider '${target}': only azureactivedirectory is served here, so browsers get 401`,
      ],
    ]),
    ...(entra ? entraGaps(entra, appSettings) : []),
  ];
}

function entraGaps(
  entra: AzureActiveDirectory,
  appSettings: SiteDeclaration["appSettings"],
): readonly string[] {
  const registration = entra.registration ?? {};
  const issuer = registration.openIdIssuer;
  const secretName = registration.clientSecretSettingName;
  const certificate = Object.keys(registration).filter(
    (name) => name.startsWith("clientSecretCertificate") && name in registration,
  );
  return [
    ...certificate.map((name) => `registration.${name}: certificates are not used here`),
    ...(entra.login?.loginParameters ?? []).flatMap((parameter) => loginParameterGaps(parameter)),
    ...said([
      [
        issuer !== undefined && !isTenantSpecific(issuer),
        `registration.openIdIssuer '${issuer}' names no tenant: as on Azure, neither issuer nor tenant of a token is checked`,
      ],
      [
        issuer !== undefined && isTenantSpecific(issuer) && !/\/v2\.0\/?$/.test(issuer),
        `registration.openIdIssuer '${issuer}' has no /v2.0: sign-in uses the v2.0 endpoints all the same`,
      ],
      [
        secretName !== undefined && !appSettings[secretName],
        `registration.clientSecretSettingName '${secretName}': the site has no app setting of that name, so nobody can sign in`,
      ],
      [
        appSettings[MANAGED_IDENTITY_SETTING] !== undefined && secretName !== MANAGED_IDENTITY_SETTING,
        `the app setting ${MANAGED_IDENTITY_SETTING} has no effect: clientSecretSettingName does not name it`,
      ],
    ]),
  ];
}

function loginParameterGaps(parameter: string): readonly string[] {
  const [key] = parameter.split("=");
  return said([
    [parameter.indexOf("=") <= 0, `login.loginParameters '${parameter}' is not "key=value": it is not sent`],
    [
      /^(response_type|response_mode|client_id|redirect_uri|nonce|state)$/.test(key ?? "") &&
        !/^(response_type=code id_token|response_mode=form_post)$/.test(parameter),
      `login.loginParameters '${parameter}': the front door sets ${key} itself`,
    ],
  ]);
}

function loginGaps({ authSettings }: SiteDeclaration): readonly string[] {
  const { login } = authSettings ?? {};
  const spans = [
    ["login.cookieExpiration.timeToExpiration", login?.cookieExpiration?.timeToExpiration, "08:00:00"],
    ["login.nonce.nonceExpirationInterval", login?.nonce?.nonceExpirationInterval, "00:05:00"],
  ] as const;
  return [
    ...(["fileSystem", "azureBlobStorage"] as const)
      .filter((name) => login?.tokenStore?.[name] !== undefined)
      .map((name) => `login.tokenStore.${name}: tokens are kept in memory and end with local Azure`),
    ...spans
      .filter(([, value]) => value !== undefined && timeSpan(value) === undefined)
      .map(([name, value, used]) => `${name} '${value}' is no time span (hh:mm:ss): ${used} is used`),
  ];
}

function runtimeGaps({ linuxFxVersion, appSettings, identities }: SiteDeclaration): readonly string[] {
  const major = /^NODE\|(\d+)/i.exec(linuxFxVersion ?? "")?.[1];
  const own = process.versions.node.split(".")[0];
  const references = Object.keys(appSettings).filter((name) =>
    appSettings[name]?.startsWith("@Microsoft.KeyVault("),
  );
  return [
    ...said([
      [
        major !== undefined && major !== own,
        `linuxFxVersion '${linuxFxVersion}': the app runs on Node ${own} here`,
      ],
      [
        identities.length > 0,
        "identity: the platform uses it, but the app itself gets no tokens for it (no IDENTITY_ENDPOINT)",
      ],
    ]),
    ...references.map((name) => `app setting ${name}: Key Vault references are not resolved`),
  ];
}

function said(gaps: readonly (readonly [applies: boolean, text: string])[]): readonly string[] {
  return gaps.filter(([applies]) => applies).map(([, text]) => text);
}
