import type { Authority } from "../appservice/authority.ts";
import type { SiteEvent } from "../appservice/events.ts";
import { createArm } from "../azure/arm.ts";
import { createAzureProvider } from "../azure/azure-provider.ts";
import { createDirectory, type User, type UserInput } from "../entra/directory.ts";
import { defaultUsers } from "../entra/directory/users.ts";
import { createEntraProvider } from "../entra/provider.ts";
import { startSignIn } from "../entra/sign-in.ts";
import type { Provider } from "../provider/provider.ts";
import { localBrowserUri, type SiteAddress } from "./addresses.ts";
import { localIssuerFor } from "./authority.ts";
import type { DoorEvent } from "./door-event.ts";
import { CloudNotStarted } from "./cloud-not-started.ts";
import { isPortTaken, portTakenMessage } from "./port-taken.ts";
import { SUBSCRIPTION_ID, TENANT_ID } from "./identifiers.ts";
import { signInEvent } from "./sign-in-event.ts";
import { createSites } from "./sites.ts";

export type CloudOptions = {
  /** the sign-in service's; sites get the ones after it */
  readonly port: number;
  /** site name -> URL of a process that runs already */
  readonly upstreams?: Readonly<Record<string, string>>;
  /** default: a member and a guest */
  readonly users?: readonly UserInput[];
  readonly onEvent: (event: SiteEvent) => void;
  readonly onDoor?: (event: DoorEvent) => void;
  /** where relative paths of files that a program hands over may lie; default: the working directory */
  readonly programDirectories?: readonly string[];
};

/** Local Azure: one subscription and one tenant, empty at first, served on the loopback interface. */
export type Cloud = {
  /** azure-native and azuread */
  readonly providers: readonly Provider[];
  /** issuer of the sign-in service */
  readonly issuer: string;
  users(): readonly User[];
  /** Replaces all users, at once; undefined: by the member and the guest of the default. */
  setUsers(users: readonly UserInput[] | undefined): void;
  sites(): readonly SiteAddress[];
  /** an address that a program declared, for a browser of this machine */
  browserAddress(declared: string): string;
  /** Resolves when every site's app answers; rejects with what a person can mend. */
  ready(): Promise<void>;
  /** Starts the apps that did not start, once more. */
  retry(): Promise<void>;
  /** per site: what of its declaration is likely wrong or not enforced here */
  warnings(): readonly { readonly site: string; readonly message: string }[];
  /** process ids of the apps */
  processes(): readonly number[];
  close(): Promise<void>;
};

/** What a managed identity asks a token for when it stands in for a client secret. contract: easyauth 6 */
const TOKEN_EXCHANGE = "api://AzureADTokenExchange";

export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const directory = createDirectory({
    tenantId: TENANT_ID,
    ...(options.users ? { users: options.users } : {}),
  });
  const signIn = await startSignIn({
    directory,
    port: options.port,
    localUri: (declared) => localBrowserUri(sites.addresses(), declared),
    onEvent(event) {
      const told = signInEvent(event);
      if (told) options.onEvent(told);
    },
  }).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    throw new CloudNotStarted(portTakenMessage(options.port, "the sign-in service"));
  });
  const authority: Authority = {
    issuerFor: (openIdIssuer) => localIssuerFor(openIdIssuer, TENANT_ID, signIn.url),
    async managedIdentityAssertion(clientId) {
      const principalId = directory.managedIdentities.principalOf(clientId);
      if (principalId === undefined) throw new Error(`no managed identity has the client id ${clientId}`);
      return signIn.managedIdentityToken(principalId, clientId, TOKEN_EXCHANGE);
    },
  };
  const sites = createSites({ ...options, authority });
  const arm = createArm({
    subscriptionId: SUBSCRIPTION_ID,
    tenantId: TENANT_ID,
    directory: directory.managedIdentities,
    deployer: directory.deployer,
    ...(options.programDirectories ? { programDirectories: options.programDirectories } : {}),
    hooks: { siteChanged: async (siteId, change) => sites.changed(arm, siteId, change) },
  });

  return {
    providers: [createAzureProvider(arm), createEntraProvider(directory)],
    issuer: signIn.issuer,
    users: () => directory.users(),
    setUsers: (users) => directory.setUsers(users ?? defaultUsers(directory.tenantDomain)),
    sites: () => sites.addresses(),
    browserAddress: (declared) => localBrowserUri(sites.addresses(), declared),
    ready: async () => sites.ready(),
    retry: async () => sites.retry(),
    warnings: () => sites.warnings(),
    processes: () => sites.processes(),
    async close() {
      await Promise.all([sites.close(), signIn.close()]);
    },
  };
}
