import type { DirectoryState } from "../directory/state.ts";
import type { LocalUri } from "./redirect-uris.ts";

/** An application that people sign in to. `url` is its root on this machine: "http://raptor-client.localhost:8401/". */
export type DeclaredSite = { readonly name: string; readonly url: string };

/** The ways back to an application: where declared redirect URIs lead on this machine, and nowhere else. */
export function declaredSites(state: DirectoryState, localUri: LocalUri): readonly DeclaredSite[] {
  const sites = [...state.applications.values()].flatMap(({ manifest }) =>
    manifest.redirectUris.flatMap((declared) => {
      const url = URL.parse(localUri(declared));
      return url && isLocal(url) ? [{ name: manifest.displayName, url: `${url.origin}/` }] : [];
    }),
  );
  return [...new Map(sites.map((site) => [site.url, site])).values()];
}

function isLocal({ protocol, hostname }: URL): boolean {
  return protocol === "http:" && /^(127\.0\.0\.1|(.+\.)?localhost)$/.test(hostname);
}
