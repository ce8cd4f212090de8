import {
  addManagedIdentity,
  managedIdentityPrincipal,
  removeManagedIdentity,
} from "./directory/managed-identities.ts";
import { microsoftGraphServicePrincipal } from "./directory/microsoft-graph.ts";
import { guidFrom } from "./directory/ids.ts";
import { hasPrincipal, type DirectoryState, type User } from "./directory/state.ts";
import { defaultUsers, userFrom, type UserInput } from "./directory/users.ts";

export type { User } from "./directory/state.ts";
export type { UserInput } from "./directory/users.ts";

export type DirectoryOptions = {
  /** GUID */
  readonly tenantId: string;
  readonly tenantDomain?: string;
  /** default: a member and a guest */
  readonly users?: readonly UserInput[];
};

/** One tenant of local Entra ID, in memory: what the azuread provider writes and the sign-in service reads. */
export type Directory = {
  readonly tenantId: string;
  readonly tenantDomain: string;
  readonly state: DirectoryState;
  /** who deploys: what getClientConfig answers, an owner that exists */
  readonly deployer: { readonly clientId: string; readonly objectId: string };
  users(): readonly User[];
  /** Replaces all users; those with the same name keep their object id. */
  setUsers(users: readonly UserInput[]): void;
  /** service principals of managed identities, for whoever makes the identities */
  readonly managedIdentities: {
    add(request: { readonly name: string }): { readonly clientId: string; readonly principalId: string };
    remove(principalId: string): void;
    /** object id of the one with this client id */
    principalOf(clientId: string): string | undefined;
    /** also true for users and other service principals: whatever a role can be assigned to */
    has(principalId: string): boolean;
  };
};

/** The public client that the Azure CLI signs in with, and so the one people deploy with. */
const AZURE_CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

export function createDirectory(options: DirectoryOptions): Directory {
  const { tenantId, tenantDomain = "raptorworks.onmicrosoft.com" } = options;
  const graph = microsoftGraphServicePrincipal(tenantId);
  const state: DirectoryState = {
    tenantId,
    tenantDomain,
    deployerId: guidFrom(tenantId, "deployer"),
    applications: new Map(),
    deletedApplications: new Map(),
    servicePrincipals: new Map([[graph.objectId, graph]]),
    permissionGrants: new Map(),
    appRoleAssignments: new Map(),
    users: new Map(),
  };

  function setUsers(inputs: readonly UserInput[]): void {
    if (inputs.length === 0) throw new Error("a tenant needs at least one user");
    state.users.clear();
    for (const input of inputs) {
      const user = userFrom(input, tenantId);
      state.users.set(user.objectId, user);
    }
  }

  setUsers(options.users ?? defaultUsers(tenantDomain));

  return {
    tenantId,
    tenantDomain,
    state,
    deployer: { clientId: AZURE_CLI, objectId: state.deployerId },
    users: () => [...state.users.values()],
    setUsers,
    managedIdentities: {
      add: (request) => addManagedIdentity(state, request),
      remove: (principalId) => removeManagedIdentity(state, principalId),
      principalOf: (clientId) => managedIdentityPrincipal(state, clientId),
      has: (principalId) => hasPrincipal(state, principalId),
    },
  };
}
