import { relative } from "node:path";
import {
  ComponentResource,
  asset,
  interpolate,
  secret,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { Blob } from "@pulumi/azure-native/storage/blob.js";
import { listStorageAccountServiceSASOutput } from "@pulumi/azure-native/storage/listStorageAccountServiceSAS.js";
import type { SiteIdentity } from "../entra/site-identity.ts";
import { blobReaderRole } from "./blob-reader-role.ts";
import type { PackageStore } from "./package-store.ts";
import type { Package } from "./packages.ts";
import { SIGNED_URL_END, signingKey } from "./signed-url.ts";

type SitePackageArgs = {
  readonly store: PackageStore;
  readonly package: Package;
  /** present: the site reads the package as this identity; absent: by a URL that is signed for this one blob */
  readonly identity: SiteIdentity | undefined;
  /** raised to sign the URL with the other key */
  readonly secretGeneration: number;
};

/** A package in the store, and the app settings that mount it. */
export class SitePackage extends ComponentResource {
  readonly appSettings: Readonly<Record<string, Output<string>>>;

  constructor(name: string, args: SitePackageArgs, options?: ComponentResourceOptions) {
    super("raptor:packages:SitePackage", name, {}, options);
    const { store, identity } = args;
    const blobName = args.package.fileName;
    const blob = new Blob(
      `${name}-blob`,
      {
        resourceGroupName: store.resourceGroupName,
        accountName: store.accountName,
        containerName: store.containerName,
        blobName,
        contentType: "application/zip",
        // relative, so that no folder of this machine stands in the state
        source: new asset.FileAsset(relative(process.cwd(), args.package.path)),
      },
      {
        parent: this,
        // old and new have different names; the site needs the old one until its app settings name the new one
        deleteBeforeReplace: false,
      },
    );
    // of the name and not of the blob: known in the preview of a code edit, while the blob's outputs are not
    const url = interpolate`${store.url}/${blobName}`;

    if (identity) {
      new RoleAssignment(
        `${name}-reader`,
        {
          scope: store.containerId,
          roleDefinitionId: store.containerId.apply(blobReaderRole),
          principalId: identity.principalId,
          principalType: "ServicePrincipal",
        },
        { parent: this },
      );
      this.appSettings = {
        WEBSITE_RUN_FROM_PACKAGE: url,
        WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity.id,
      };
    } else {
      const query = signedQuery(store, blobName, args.secretGeneration);
      this.appSettings = { WEBSITE_RUN_FROM_PACKAGE: secret(interpolate`${url}?${query}`) };
    }
    this.registerOutputs({ blob: blob.name });
  }
}

/** The query that lets anyone who has it read this one blob. */
function signedQuery(store: PackageStore, blobName: Input<string>, generation: number): Output<string> {
  return listStorageAccountServiceSASOutput({
    resourceGroupName: store.resourceGroupName,
    accountName: store.accountName,
    canonicalizedResource: interpolate`/blob/${store.accountName}/${store.containerName}/${blobName}`,
    resource: "b",
    permissions: "r",
    protocols: "https",
    keyToSign: signingKey(generation),
    sharedAccessExpiryTime: SIGNED_URL_END,
  }).serviceSasToken;
}
