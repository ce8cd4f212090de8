import type { EasyAuth } from "../settings.ts";
import type { SiteDeclaration } from "../site.ts";

export type Environment = Readonly<Record<string, string>>;

/**
 * The environment of the app: what App Service sets and apps read, then the app settings, each also as APPSETTING_*.
 * contract: easyauth 1.6. The same for every start, so that two of them can be compared.
 */
export function platformEnvironment(
  site: SiteDeclaration,
  auth: EasyAuth | undefined,
  localHost: string,
  instanceId: string,
): Environment {
  const platform = {
    WEBSITE_SITE_NAME: site.name,
    // on Azure the default hostname; here where the site can be reached
    WEBSITE_HOSTNAME: localHost,
    WEBSITE_INSTANCE_ID: instanceId,
    ...authEnvironment(site, auth),
    ...site.appSettings,
  };
  const prefixed = Object.entries(platform)
    .filter(([name]) => name.startsWith("WEBSITE_AUTH_") || name in site.appSettings)
    .map(([name, value]) => [`APPSETTING_${name}`, value] as const);
  return { ...platform, ...Object.fromEntries(prefixed) };
}

function authEnvironment(site: SiteDeclaration, auth: EasyAuth | undefined): Environment {
  if (!auth) return { WEBSITE_AUTH_ENABLED: "False" };
  return {
    WEBSITE_AUTH_ENABLED: "True",
    WEBSITE_AUTH_LOGOUT_PATH: auth.logoutPaths.at(-1) ?? "",
    WEBSITE_AUTH_V2_CONFIG_JSON: JSON.stringify(site.authSettings ?? {}),
    ...(auth.provider && {
      WEBSITE_AUTH_CLIENT_ID: auth.provider.clientId,
      WEBSITE_AUTH_OPENID_ISSUER: auth.provider.openIdIssuer,
    }),
    // only with the redirect action
    ...(auth.provider &&
      auth.action === "RedirectToLoginPage" && { WEBSITE_AUTH_DEFAULT_PROVIDER: "AzureActiveDirectory" }),
  };
}

export type ProcessPaths = {
  readonly path: string;
  /** private to this run, with all that belongs to it */
  readonly folder: string;
  readonly home: string;
  readonly temp: string;
  readonly preload: string;
};

/** What a process gets on top: nothing of our own environment but PATH. */
export function processEnvironment(environment: Environment, port: number, paths: ProcessPaths): Environment {
  const nodeOptions = [`--require ${JSON.stringify(paths.preload)}`, environment["NODE_OPTIONS"]];
  return {
    PATH: paths.path,
    HOME: paths.home,
    TMPDIR: paths.temp,
    ...environment,
    PORT: String(port),
    NODE_OPTIONS: nodeOptions.filter(Boolean).join(" "),
    RAPTOR_LIFELINE: paths.folder,
  };
}
