/**
 * What to say when the program's SDK is of another major version than the provider that serves it: the CLI would fetch
 * the plugin of the SDK's own version. undefined: nothing.
 */
export function versionWarning(
  packageName: string,
  sdkVersion: string | undefined,
  providerVersion: string,
): string | undefined {
  if (sdkVersion === undefined || majorOf(sdkVersion) === majorOf(providerVersion)) return undefined;
  return `the program uses ${packageName} ${sdkVersion}; what serves it here stands in for ${providerVersion}, and resources may differ`;
}

function majorOf(version: string): string | undefined {
  return version.split(".")[0];
}
