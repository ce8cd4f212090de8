import type { Application } from "../directory/state.ts";

/** Where a declared https address answers locally. */
export type LocalUri = (declaredUri: string) => string;

/** The declared URI or its local equivalent, character by character, as Entra compares. */
export function isRegisteredRedirectUri(application: Application, uri: string, localUri: LocalUri): boolean {
  return application.manifest.redirectUris.some((declared) => uri === declared || uri === localUri(declared));
}
