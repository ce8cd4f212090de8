import type { Output } from "@pulumi/pulumi";

/** A user-assigned managed identity that belongs to one site alone. contract: entra A5 */
export type SiteIdentity = {
  /** ARM resource id */
  readonly id: Output<string>;
  readonly clientId: Output<string>;
  /** object id of its service principal */
  readonly principalId: Output<string>;
};
