import { ProviderError, type Invoke } from "../provider/handler.ts";
import type { Properties } from "../provider/values.ts";
import { findResource, type Arm } from "./arm.ts";
import { formatId } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { resourceGroupNotFound, resourceNotFound } from "./azure-errors.ts";
import { requiredTextAt, textAt } from "./property-at.ts";
import { signSas } from "./service-sas.ts";
import { accountKey } from "./storage-account.ts";

/** azure-native's `listStorageAccountServiceSAS`. contract: pulumi 3.7 */
export function listServiceSas(arm: Arm): Invoke {
  return {
    token: "azure-native:storage:listStorageAccountServiceSAS",
    secretResults: ["serviceSasToken"],
    invoke(args) {
      return Promise.resolve({ serviceSasToken: serviceSas(arm, args) });
    },
  };
}

function serviceSas(arm: Arm, args: Properties): string {
  const accountName = requiredTextAt(args, "accountName");
  const resourceGroupName = requiredTextAt(args, "resourceGroupName");
  const values = { subscriptionId: arm.subscriptionId, accountName, resourceGroupName };
  if (!findResource(arm, formatId(resourcePaths.resourceGroup, values)))
    throw resourceGroupNotFound(resourceGroupName);
  const account = findResource(arm, formatId(resourcePaths.storageAccount, values));
  if (!account) throw resourceNotFound("Microsoft.Storage/storageAccounts", accountName, resourceGroupName);

  const canonicalizedResource = textAt(args, "canonicalizedResource") ?? "";
  const problem = argumentProblem(args, accountName, canonicalizedResource, arm.now());
  if (problem) throw problem;
  return signSas(
    {
      version: "2015-04-05",
      resource: textAt(args, "resource") ?? "",
      permissions: textAt(args, "permissions") ?? "",
      start: textAt(args, "sharedAccessStartTime") ?? "",
      expiry: textAt(args, "sharedAccessExpiryTime") ?? "",
      protocols: textAt(args, "protocols") ?? "",
      ip: textAt(args, "iPAddressOrRange") ?? "",
      identifier: textAt(args, "identifier") ?? "",
      cacheControl: textAt(args, "cacheControl") ?? "",
      contentDisposition: textAt(args, "contentDisposition") ?? "",
      contentEncoding: textAt(args, "contentEncoding") ?? "",
      contentLanguage: textAt(args, "contentLanguage") ?? "",
      contentType: textAt(args, "contentType") ?? "",
    },
    canonicalizedResource,
    accountKey(account),
  );
}

function argumentProblem(
  args: Properties,
  accountName: string,
  path: string,
  now: Date,
): ProviderError | undefined {
  const resource = textAt(args, "resource") ?? "";
  const parts = path.split("/");
  const service = path.startsWith(`/blob/${accountName}/`);
  if (!service || (resource === "c" ? parts.length !== 4 : parts.length < 5)) {
    return invalid(
      "canonicalizedResource",
      path,
      `/blob/${accountName}/<container>, and /<blob> when 'resource' is 'b'`,
    );
  }
  if (resource !== "b" && resource !== "c")
    return invalid("signedResource", resource, "b (blob) or c (container)");
  const permissions = textAt(args, "permissions") ?? "";
  if (!/^[racwdl]+$/.test(permissions))
    return invalid("signedPermission", permissions, "letters of 'racwdl'");
  const protocols = textAt(args, "protocols") ?? "https";
  if (!["https", "https,http"].includes(protocols))
    return invalid("signedProtocol", protocols, "https or https,http");
  const expiry = textAt(args, "sharedAccessExpiryTime") ?? "";
  if (!(Date.parse(expiry) > now.getTime())) {
    return invalid("signedExpiry", expiry, "a time to come, such as 2035-01-01");
  }
  const start = textAt(args, "sharedAccessStartTime");
  if (start !== undefined && !(Date.parse(start) < Date.parse(expiry))) {
    return invalid("signedStart", start, "a time before the expiry");
  }
  return undefined;
}

/** Azure names the field only; the value and what is allowed are ours to add. */
function invalid(field: string, value: string, allowed: string): ProviderError {
  return new ProviderError(
    "InvalidValuesForRequestParameters",
    `Values for request parameters are invalid: ${field}. Got '${value}'; allowed: ${allowed}.`,
  );
}
