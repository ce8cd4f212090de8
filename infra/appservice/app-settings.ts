/**
 * All app settings of a site in one set, as Azure takes them: whoever writes the set replaces it. What the platform
 * reads comes last, so that no variable of an app can take its place. contract: pulumi 3.2
 */
export function appSettings<S>(parts: {
  /** what the app itself reads */
  readonly environment: Readonly<Record<string, S>>;
  /** what mounts the package */
  readonly code: Readonly<Record<string, S>>;
  /** what the platform signs in with */
  readonly credential: { readonly setting: string; readonly value: S };
}): Readonly<Record<string, S>> {
  const { environment, code, credential } = parts;
  return { ...environment, ...code, [credential.setting]: credential.value };
}
