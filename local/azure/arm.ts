import { idKey, isWithin } from "./arm-id.ts";
import type { Properties } from "../provider/values.ts";

/** The tenant's side of managed identities: every identity is a service principal in the directory. */
export type ManagedIdentityDirectory = {
  add(identity: { readonly name: string }): { readonly clientId: string; readonly principalId: string };
  remove(principalId: string): void;
  /** Whether a user, group or service principal with this object id exists. */
  has(principalId: string): boolean;
};

/** What happened to a site, or to the settings it goes by. */
export type SiteChange = "created" | "changed" | "deleted";

/** What the subscription belongs to and who listens. */
export type ArmOptions = {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly directory: ManagedIdentityDirectory;
  readonly hooks: {
    /**
     * Called after the state has changed and awaited. Throwing on "created" undoes the creation and is what it fails
     * with; throwing on "changed" fails the change but leaves it in the state, so that the next update tries again.
     */
    readonly siteChanged: (siteId: string, change: SiteChange) => Promise<void>;
  };
  /** Who deploys, as `getClientConfig` answers; made up when left out. */
  readonly deployer?: { readonly clientId: string; readonly objectId: string };
  /**
   * Where relative paths of files that a program hands over may lie: the program's working directory, which an
   * attached provider is not told. contract: pulumi 4.4
   */
  readonly programDirectories?: readonly string[];
  /** The clock, for tests. */
  readonly now?: () => Date;
};

/** One resource as the subscription has it. */
export type ArmResource = {
  readonly id: string;
  /** Pulumi's type token */
  readonly type: string;
  /** as declared, after `check` */
  readonly inputs: Properties;
  /** what Azure decided when the resource was created: host name, keys, principal id, times */
  readonly facts: Properties;
};

/** Everything that exists in the subscription, as plain data. */
export type Arm = Required<ArmOptions> & {
  /** by `idKey` of the resource's id */
  readonly resources: Map<string, ArmResource>;
  /** content of the blobs, by `idKey` of the blob's id */
  readonly blobs: Map<string, Uint8Array>;
};

/** An empty subscription. */
export function createArm(options: ArmOptions): Arm {
  return {
    ...options,
    programDirectories: options.programDirectories ?? [process.cwd()],
    now: options.now ?? (() => new Date()),
    deployer: options.deployer ?? {
      clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
      objectId: "5d1a5f42-0d0c-4b6e-9f3c-6f1f0b7f2c11",
    },
    resources: new Map(),
    blobs: new Map(),
  };
}

/** By its id, in any case. */
export function findResource(arm: Arm, id: string): ArmResource | undefined {
  return arm.resources.get(idKey(id));
}

/** Creates or replaces. */
export function putResource(arm: Arm, resource: ArmResource): void {
  arm.resources.set(idKey(resource.id), resource);
}

/** The resource with this id and everything below it, children first. */
export function resourcesWithin(arm: Arm, id: string): readonly ArmResource[] {
  return [...arm.resources.values()]
    .filter((resource) => isWithin(resource.id, id))
    .sort((left, right) => right.id.length - left.id.length);
}

/** @param type Pulumi's token */
export function resourcesOfType(arm: Arm, type: string): readonly ArmResource[] {
  return [...arm.resources.values()].filter((resource) => resource.type === type);
}
