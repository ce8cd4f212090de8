export type Environment = Readonly<Record<string, string | undefined>>;

/** An app setting that is missing or wrong. The message is all that the person who deploys needs. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** The port that the platform assigned; 0 lets the system choose. @throws SettingError */
export function readPort(environment: Environment): number {
  const value = environment.PORT?.trim() ?? "";
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
  throw new SettingError(
    value === ""
      ? "PORT is not set. It must be the number of the port to listen on, for example PORT=8080."
      : `PORT is "${value}". It must be a whole number from 0 to 65535.`,
  );
}

/**
 * Whether App Service authentication stands in front of the app. App Service writes "True", older documents say
 * "true", and each setting also exists with the prefix APPSETTING_. contract: easyauth 1.6
 */
export function isAuthenticationInFront(environment: Environment): boolean {
  const value = environment.WEBSITE_AUTH_ENABLED ?? environment.APPSETTING_WEBSITE_AUTH_ENABLED ?? "";
  return value.trim().toLowerCase() === "true";
}
