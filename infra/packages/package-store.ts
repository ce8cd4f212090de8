import {
  ComponentResource,
  output,
  type ComponentResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { BlobContainer } from "@pulumi/azure-native/storage/blobContainer.js";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount.js";

const CONTAINER = "packages";

type PackageStoreArgs = {
  readonly resourceGroupName: Input<string>;
  readonly location: Input<string>;
  readonly tags: Input<Record<string, Input<string>>>;
};

/** The storage that sites read their packages from. Its account's name is unique without anyone choosing it. */
export class PackageStore extends ComponentResource {
  readonly resourceGroupName: Output<string>;
  readonly accountName: Output<string>;
  readonly containerName: Output<string>;
  /** resource id of the container, the scope of a role assignment */
  readonly containerId: Output<string>;
  /** "https://<account>.blob.core.windows.net/<container>" */
  readonly url: Output<string>;

  /** `name`: letters and digits only, because Pulumi derives the account's name from it. */
  constructor(name: string, args: PackageStoreArgs, options?: ComponentResourceOptions) {
    super("raptor:packages:PackageStore", name, {}, options);
    const account = new StorageAccount(
      name,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
        enableHttpsTrafficOnly: true,
        minimumTlsVersion: "TLS1_2",
        allowBlobPublicAccess: false,
        // the azure-native provider uploads with the account's key, also where the sites read by identity
        allowSharedKeyAccess: true,
        tags: args.tags,
      },
      { parent: this },
    );
    const container = new BlobContainer(
      `${name}-container`,
      {
        resourceGroupName: args.resourceGroupName,
        accountName: account.name,
        containerName: CONTAINER,
        publicAccess: "None",
      },
      { parent: this, deletedWith: account },
    );
    this.resourceGroupName = output(args.resourceGroupName);
    this.accountName = account.name;
    this.containerName = container.name;
    this.containerId = container.id;
    this.url = account.primaryEndpoints.apply(({ blob }) => `${blob}${CONTAINER}`);
    this.registerOutputs({ accountName: this.accountName, containerName: this.containerName });
  }
}
