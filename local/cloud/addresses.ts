/**
 * The one place where addresses that the program declares become addresses of this machine (design.md, decision 11).
 * The cloud's state keeps what was declared; whoever runs something from it reads it through here.
 */
export type SiteAddress = {
  readonly name: string;
  /** "raptor-client.localhost" */
  readonly host: string;
  /** "raptor-client-1a2b….eastus2-01.azurewebsites.net" */
  readonly defaultHostName: string;
  readonly port: number;
};

/** Where a browser finds the site. Each site has a host of its own, because cookies ignore ports. */
export function browserUrl(site: { readonly host: string; readonly port: number }): string {
  return `http://${site.host}:${site.port}`;
}

/** Where another site's process finds it: not every system resolves `*.localhost`. */
export function serverUrl(site: { readonly port: number }): string {
  return `http://127.0.0.1:${site.port}`;
}

/** A redirect URI or other browser address as declared, for this machine. Foreign addresses stay as they are. */
export function localBrowserUri(sites: readonly SiteAddress[], declared: string): string {
  return replaceHosts(sites, declared, browserUrl);
}

/**
 * An app setting as declared, for the process of the site with the default host name `self`: its own address is one it
 * shows to browsers, the address of another site is one it calls.
 */
export function localAppSetting(sites: readonly SiteAddress[], self: string, declared: string): string {
  return replaceHosts(sites, declared, (site) =>
    site.defaultHostName === self ? browserUrl(site) : serverUrl(site),
  );
}

function replaceHosts(
  sites: readonly SiteAddress[],
  text: string,
  address: (site: SiteAddress) => string,
): string {
  return sites.reduce(
    (replaced, site) =>
      replaced.replaceAll(
        new RegExp(`https://${escapeRegExp(site.defaultHostName)}(?=[/?#:]|$|[^\\w.-])`, "gi"),
        () => address(site),
      ),
    text,
  );
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
