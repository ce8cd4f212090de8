export type ReadyUser = { readonly displayName: string; readonly userPrincipalName: string };

/** What `npm start` has to say once everything answers. */
export type Ready = {
  /** the site that the output `frontendUrl` names, as a browser finds it; null: there is none */
  readonly frontend: string | null;
  readonly backend: string | null;
  /** issuer of the sign-in service */
  readonly signIn: string;
  /** site name -> address for browsers */
  readonly sites: Readonly<Record<string, string>>;
  readonly users: readonly ReadyUser[];
  /** stack outputs, secrets masked */
  readonly outputs: Readonly<Record<string, unknown>>;
};

/** Where the time until ready went, in milliseconds. */
export type Breakdown = {
  readonly total: number;
  /** local Azure and the program's SDK, side by side */
  readonly runtime: number;
  readonly program: number;
  readonly handlers: number;
  readonly apps: number;
};

/** The one line of `--json`. */
export function readyJson(ready: Ready): string {
  const { frontend, backend, signIn, sites, users, outputs } = ready;
  return JSON.stringify({
    frontend,
    backend,
    signIn,
    sites,
    users: users.map(({ displayName, userPrincipalName }) => ({ displayName, userPrincipalName })),
    outputs,
  });
}

/** The same for people. */
export function readyText(ready: Ready): string {
  return [
    ...addressRows(ready),
    "",
    "Sign in as",
    ...userRows(ready.users),
    "",
    ready.frontend === null ? "Ctrl+C stops." : `Open ${ready.frontend} · Ctrl+C stops.`,
  ].join("\n");
}

export function addressRows({ sites, signIn }: Pick<Ready, "sites" | "signIn">): readonly string[] {
  const rows = [...Object.entries(sites), ["sign-in", signIn] as const];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, url]) => `  ${name.padEnd(width)}  ${url}`);
}

export function userRows(users: readonly ReadyUser[]): readonly string[] {
  const width = Math.max(...users.map((user) => user.displayName.length));
  return users.map((user) => `  ${user.displayName.padEnd(width)}  ${user.userPrincipalName}`);
}

export function breakdownLine({ total, runtime, program, handlers, apps }: Breakdown): string {
  return (
    `Ready in ${seconds(total)}: runtime ${seconds(runtime)}, program ${seconds(program)}` +
    ` (of it handlers ${seconds(handlers)}), apps ${seconds(apps)}`
  );
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
