export type UnauthenticatedAction = "RedirectToLoginPage" | "Return401" | "Return403";

/**
 * The body of authsettingsV2. `S` is a string here and a Pulumi input in the program, so that only the leaves that
 * are not known yet are unknown in a preview.
 *
 * Every field that the tutorial shows is stated, whatever Azure's default, and no list is ever empty: an empty list
 * means "deny all" in one place and "allow all" in the next. contract: easyauth 3.4
 */
export function authSettings<S>(options: {
  readonly issuer: S;
  readonly clientId: S;
  /** the *name* of the app setting with the credential; the credential itself never stands here */
  readonly credentialSetting: string;
  readonly allowedAudiences: NonEmpty<S>;
  /** client ids of the applications whose access tokens pass */
  readonly allowedApplications: NonEmpty<S>;
  readonly unauthenticated: UnauthenticatedAction;
  /** extra "key=value" parameters of the sign-in request */
  readonly loginParameters?: NonEmpty<S>;
}) {
  return {
    platform: { enabled: true, runtimeVersion: "~1" },
    globalValidation: {
      requireAuthentication: true,
      unauthenticatedClientAction: options.unauthenticated,
      redirectToProvider: "azureactivedirectory",
    },
    httpSettings: {
      requireHttps: true,
      routes: { apiPrefix: "/.auth" },
      forwardProxy: { convention: "NoProxy" as const },
    },
    login: { tokenStore: { enabled: true } },
    identityProviders: {
      azureActiveDirectory: {
        enabled: true,
        registration: {
          openIdIssuer: options.issuer,
          clientId: options.clientId,
          clientSecretSettingName: options.credentialSetting,
        },
        login: {
          disableWWWAuthenticate: false,
          ...(options.loginParameters ? { loginParameters: [...options.loginParameters] } : {}),
        },
        validation: {
          allowedAudiences: [...options.allowedAudiences],
          defaultAuthorizationPolicy: {
            allowedApplications: [...options.allowedApplications],
            allowedPrincipals: {},
          },
          jwtClaimChecks: {},
        },
      },
    },
  };
}

type NonEmpty<T> = readonly [T, ...T[]];

export type AuthSettings<S> = ReturnType<typeof authSettings<S>>;
