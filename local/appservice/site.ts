/**
 * What the program declared about one site, read from the cloud's state: all that the front door and the app's
 * process ever get to see. Addresses are local ones already (design.md, decision 11).
 */
export type SiteDeclaration = {
  /** "raptor-client" */
  readonly name: string;
  /** as Azure names it: "raptor-client-1a2b….eastus2-01.azurewebsites.net" */
  readonly defaultHostName: string;
  /** false: stopped, every request gets 403 as on Azure */
  readonly enabled: boolean;
  readonly httpsOnly: boolean;
  /** "NODE|24-lts" */
  readonly linuxFxVersion: string | undefined;
  /** "node server.cjs"; undefined: the platform guesses */
  readonly appCommandLine: string | undefined;
  /** siteConfig.cors */
  readonly cors:
    | { readonly allowedOrigins: readonly string[]; readonly supportCredentials: boolean }
    | undefined;
  /** resource ids of the user-assigned identities, with their client and principal ids */
  readonly identities: readonly {
    readonly id: string;
    readonly clientId: string;
    readonly principalId: string;
  }[];
  readonly appSettings: Readonly<Record<string, string>>;
  /** properties of authsettingsV2 exactly as declared; undefined: the resource does not exist */
  readonly authSettings: AuthSettings | undefined;
  readonly package: SitePackage | undefined;
};

/** What WEBSITE_RUN_FROM_PACKAGE leads to. */
export type SitePackage =
  | { readonly url: string; readonly zip: Uint8Array }
  | { readonly url: string; readonly problem: string };

/** SiteAuthSettingsV2 as Pulumi's azure-native types it; every field optional. contract: easyauth 1 */
export type AuthSettings = {
  readonly platform?: {
    readonly enabled?: boolean;
    readonly runtimeVersion?: string;
    readonly configFilePath?: string;
  };
  readonly globalValidation?: {
    readonly requireAuthentication?: boolean;
    readonly unauthenticatedClientAction?: string;
    readonly redirectToProvider?: string;
    readonly excludedPaths?: readonly string[];
  };
  readonly identityProviders?: {
    readonly azureActiveDirectory?: AzureActiveDirectory;
    readonly [other: string]: unknown;
  };
  readonly login?: {
    readonly routes?: { readonly logoutEndpoint?: string };
    readonly tokenStore?: {
      readonly enabled?: boolean;
      /** hours */
      readonly tokenRefreshExtensionHours?: number;
      readonly fileSystem?: { readonly directory?: string };
      readonly azureBlobStorage?: { readonly sasUrlSettingName?: string };
    };
    readonly preserveUrlFragmentsForLogins?: boolean;
    readonly allowedExternalRedirectUrls?: readonly string[];
    readonly cookieExpiration?: { readonly convention?: string; readonly timeToExpiration?: string };
    readonly nonce?: { readonly validateNonce?: boolean; readonly nonceExpirationInterval?: string };
  };
  readonly httpSettings?: {
    readonly requireHttps?: boolean;
    readonly routes?: { readonly apiPrefix?: string };
    readonly forwardProxy?: {
      readonly convention?: string;
      readonly customHostHeaderName?: string;
      readonly customProtoHeaderName?: string;
    };
  };
};

export type AzureActiveDirectory = {
  readonly enabled?: boolean;
  readonly registration?: {
    readonly openIdIssuer?: string;
    readonly clientId?: string;
    readonly clientSecretSettingName?: string;
    readonly clientSecretCertificateThumbprint?: string;
    readonly clientSecretCertificateSubjectAlternativeName?: string;
    readonly clientSecretCertificateIssuer?: string;
  };
  readonly login?: {
    readonly loginParameters?: readonly string[];
    readonly disableWWWAuthenticate?: boolean;
  };
  readonly validation?: {
    readonly allowedAudiences?: readonly string[];
    readonly jwtClaimChecks?: {
      readonly allowedGroups?: readonly string[];
      readonly allowedClientApplications?: readonly string[];
    };
    readonly defaultAuthorizationPolicy?: {
      readonly allowedApplications?: readonly string[];
      readonly allowedPrincipals?: {
        readonly identities?: readonly string[];
        readonly groups?: readonly string[];
      };
    };
  };
};
