export type Hosts = {
  /** The host of a site for browsers; the same one ever after. `site`: what identifies it, `name`: what it is called. */
  of(site: string, name: string): string;
};

/**
 * A site's host is "<name>.localhost". Sites of one name in different resource groups get "<name>-2.localhost" and so
 * on in the order of creation: cookies ignore ports, so each needs a host of its own.
 */
export function createHosts(): Hosts {
  const given = new Map<string, string>();

  function firstFree(label: string, taken: ReadonlySet<string>): string {
    for (let number = 1; ; number++) {
      const host = `${number === 1 ? label : `${label}-${number}`}.localhost`;
      if (!taken.has(host)) return host;
    }
  }

  return {
    of(site, name) {
      const host = given.get(site) ?? firstFree(name.toLowerCase(), new Set(given.values()));
      given.set(site, host);
      return host;
    },
  };
}
