import { userRows, type ReadyUser } from "./ready.ts";

/** What `npm run cloud` has to say once the providers and the sign-in service answer. */
export type CloudReady = {
  /** package of the provider -> port of this machine */
  readonly ports: Readonly<Record<string, number>>;
  /** issuer of the sign-in service */
  readonly signIn: string;
  readonly users: readonly ReadyUser[];
};

/** The value of PULUMI_DEBUG_PROVIDERS. contract: pulumi 4.4 */
function debugProviders({ ports }: CloudReady): string {
  return Object.entries(ports)
    .map(([name, port]) => `${name}:${port}`)
    .join(",");
}

/** The one line of `--json`. */
export function cloudReadyJson(ready: CloudReady): string {
  return JSON.stringify({
    debugProviders: debugProviders(ready),
    signIn: ready.signIn,
    users: ready.users.map(({ displayName, userPrincipalName }) => ({ displayName, userPrincipalName })),
  });
}

/**
 * The same for people. A file backend and a stack of its own, because the CLI writes a salt into the file of every
 * stack it uses: Pulumi.local.yaml is git-ignored, the committed stack files stay as they are.
 */
export function cloudReadyText(ready: CloudReady): string {
  return [
    "Local Azure is ready, and empty. In another terminal:",
    "",
    `  export PULUMI_DEBUG_PROVIDERS=${debugProviders(ready)}`,
    "  export PULUMI_BACKEND_URL=file://~ PULUMI_CONFIG_PASSPHRASE=",
    "  npx pulumi stack select --create local",
    "  npx pulumi up",
    "",
    `Sign-in  ${ready.signIn}`,
    ...userRows(ready.users),
    "",
    "Ctrl+C stops, and what was deployed is gone; `npx pulumi up --refresh` makes it again.",
  ].join("\n");
}
