import { createHash } from "node:crypto";
import { ProviderError, type ResourceHandler } from "../provider/handler.ts";
import { armHandler } from "./arm-handler.ts";
import { findResource, type Arm } from "./arm.ts";
import { formatId, lastName } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { parentResourceNotFound } from "./azure-errors.ts";
import { MADE_UP_NAME, autoName, checkWith, required, textRule } from "./check-inputs.ts";
import { flagAt, textAt, without } from "./property-at.ts";
import { resourceTypes } from "./resource-types.ts";

/** A container, private unless both it and its account say otherwise. */
export function blobContainerHandler(arm: Arm): ResourceHandler {
  return armHandler(arm, {
    type: resourceTypes.container,
    path: resourcePaths.container,
    apiVersion: "2024-01-01",
    replaceOn: ["containerName", "accountName", "resourceGroupName"],
    outputNames,
    check: checkWith(
      autoName("containerName", "suffixed"),
      required("accountName", "resourceGroupName"),
      textRule("containerName", containerNameProblem),
    ),
    refuse(inputs) {
      const accountId = formatId(resourcePaths.storageAccount, {
        subscriptionId: arm.subscriptionId,
        ...inputs,
      });
      const account = findResource(arm, accountId);
      if (!account) throw parentResourceNotFound(accountId);
      const access = textAt(inputs, "publicAccess") ?? "None";
      if (access !== "None" && flagAt(account.inputs, "allowBlobPublicAccess") !== true) {
        throw new ProviderError(
          "PublicAccessNotPermitted",
          "Public access is not permitted on this storage account.",
        );
      }
    },
    outputs: ({ id, inputs, facts }) => ({
      defaultEncryptionScope: "$account-encryption-key",
      denyEncryptionScopeOverride: false,
      publicAccess: "None",
      ...without(inputs, ["accountName", "containerName", "resourceGroupName", MADE_UP_NAME]),
      deleted: false,
      etag: `"0x${createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 15).toUpperCase()}"`,
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
      lastModifiedTime: textAt(facts, "modifiedAt") ?? "",
      leaseState: "Available",
      leaseStatus: "Unlocked",
      legalHold: { hasLegalHold: false, tags: [] },
      name: lastName(id),
      remainingRetentionDays: 0,
      type: "Microsoft.Storage/storageAccounts/blobServices/containers",
    }),
  });
}

function containerNameProblem(name: string): string | undefined {
  if (/^(\$root|\$web|\$logs)$/.test(name)) return undefined;
  if (/^[a-z0-9](-?[a-z0-9])*$/.test(name) && name.length >= 3 && name.length <= 63) return undefined;
  return (
    `'${name}' is not a container name: 3 to 63 lower-case letters, digits and single hyphens, ` +
    "a letter or digit first and last"
  );
}

const outputNames =
  "azureApiVersion defaultEncryptionScope deleted deletedTime denyEncryptionScopeOverride enableNfsV3AllSquash enableNfsV3RootSquash etag hasImmutabilityPolicy hasLegalHold immutabilityPolicy immutableStorageWithVersioning lastModifiedTime leaseDuration leaseState leaseStatus legalHold metadata name publicAccess remainingRetentionDays type version".split(
    " ",
  );
