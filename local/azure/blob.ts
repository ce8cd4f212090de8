import { createHash } from "node:crypto";
import type { CheckFailure, ResourceHandler } from "../provider/handler.ts";
import type { Properties } from "../provider/values.ts";
import { armHandler } from "./arm-handler.ts";
import { findResource, type Arm, type ArmResource } from "./arm.ts";
import { formatId, idKey } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { assetBytes } from "./asset-bytes.ts";
import { containerNotFound, keysNotPermitted, resourceNotFound } from "./azure-errors.ts";
import { autoName, checkWith, inputsRule, required, textRule } from "./check-inputs.ts";
import { flagAt, objectAt, requiredTextAt, textAt } from "./property-at.ts";
import { resourceTypes } from "./resource-types.ts";

/** A blob with the content of the asset that the program handed over. contract: pulumi 3.6 */
export function blobHandler(arm: Arm): ResourceHandler {
  function refuse(inputs: Properties): void {
    const values = { subscriptionId: arm.subscriptionId, ...inputs };
    const account = findResource(arm, formatId(resourcePaths.storageAccount, values));
    if (!account) {
      throw resourceNotFound(
        "Microsoft.Storage/storageAccounts",
        requiredTextAt(inputs, "accountName"),
        requiredTextAt(inputs, "resourceGroupName"),
      );
    }
    if (!findResource(arm, formatId(resourcePaths.container, values))) throw containerNotFound();
    // azure-native writes blobs with the account's key
    if (flagAt(account.inputs, "allowSharedKeyAccess") === false) throw keysNotPermitted();
  }

  /** Only a new blob has content to take: a changed source is a new blob. */
  function upload(inputs: Properties, id: string, current: ArmResource | undefined): Properties {
    if (current) return { contentMd5: requiredTextAt(current.facts, "contentMd5") };
    const source = inputs["source"];
    const bytes = source === undefined ? new Uint8Array() : assetBytes(source, arm.programDirectories);
    arm.blobs.set(idKey(id), bytes);
    return { contentMd5: createHash("md5").update(bytes).digest("base64") };
  }

  return armHandler(arm, {
    type: resourceTypes.blob,
    path: resourcePaths.blob,
    replaceOn: [
      "blobName",
      "accountName",
      "containerName",
      "resourceGroupName",
      "contentMd5",
      "source",
      "type",
    ],
    outputNames: [
      "accessTier",
      "contentMd5",
      "contentType",
      "metadata",
      "name",
      "type",
      "url",
      // not outputs of the SDK's class, but azure-native answers them
      "accountName",
      "blobName",
      "containerName",
      "resourceGroupName",
    ],
    check: checkWith(
      autoName("blobName", "copied"),
      required("accountName", "containerName", "resourceGroupName"),
      textRule("blobName", blobNameProblem),
      inputsRule(appendBlobsHaveNoSource),
    ),
    refuse,
    provision: upload,
    outputs: ({ inputs, facts }) => {
      const account = requiredTextAt(inputs, "accountName");
      const container = requiredTextAt(inputs, "containerName");
      const name = requiredTextAt(inputs, "blobName");
      return {
        accessTier: textAt(inputs, "accessTier") ?? "Hot",
        accountName: account,
        blobName: name,
        containerName: container,
        contentMd5: requiredTextAt(facts, "contentMd5"),
        contentType: textAt(inputs, "contentType") ?? "application/octet-stream",
        metadata: objectAt(inputs, "metadata"),
        name,
        resourceGroupName: requiredTextAt(inputs, "resourceGroupName"),
        type: textAt(inputs, "type") ?? "Block",
        url: `https://${account}.blob.core.windows.net/${container}/${name}`,
      };
    },
  });
}

function blobNameProblem(name: string): string | undefined {
  if (name.length >= 1 && name.length <= 1024 && !/[./]$/.test(name)) return undefined;
  return `'${name}' is not a blob name: 1 to 1024 characters, no dot or slash at the end`;
}

function appendBlobsHaveNoSource(inputs: Properties): CheckFailure | undefined {
  if (textAt(inputs, "type")?.toLowerCase() !== "append" || inputs["source"] === undefined) return undefined;
  return { property: "source", reason: "a source cannot be specified for an Append blob" };
}
