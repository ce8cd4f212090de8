export type Ports = {
  /** The port of a site: the next free one of the row at first sight, the same one ever after. */
  of(site: string): number;
};

/** Sites get the ports after the sign-in service's, in the order in which they are created. */
export function createPorts(signInPort: number): Ports {
  const given = new Map<string, number>();
  return {
    of(site) {
      const port = given.get(site) ?? signInPort + 1 + given.size;
      given.set(site, port);
      return port;
    },
  };
}
