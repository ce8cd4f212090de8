import { findResource, type Arm, type ArmResource } from "./arm.ts";
import { formatId, idKey } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { flagAt, requiredTextAt, textAt } from "./property-at.ts";
import { mayReadBlobs } from "./role-assignment.ts";
import { sasProblem } from "./service-sas.ts";
import { accountKey, findAccount } from "./storage-account.ts";
import { identityIds } from "./web-app-outputs.ts";

/** Where WEBSITE_RUN_FROM_PACKAGE leads: the zip, or why the platform would not get it. `url` comes without its SAS. */
export type SitePackage =
  | { readonly url: string; readonly zip: Uint8Array }
  | { readonly url: string; readonly problem: string };

/** contract: pulumi 5.1; undefined when the site does not run from a package */
export function sitePackage(
  arm: Arm,
  site: ArmResource,
  appSettings: Readonly<Record<string, string>>,
): SitePackage | undefined {
  const setting = appSettings["WEBSITE_RUN_FROM_PACKAGE"];
  if (setting === undefined || setting === "" || setting === "0") return undefined;
  if (setting === "1") {
    return {
      url: "1",
      problem: "WEBSITE_RUN_FROM_PACKAGE is 1, but no package was ever deployed to the site",
    };
  }
  const url = URL.canParse(setting) ? new URL(setting) : undefined;
  if (!url) return { url: "", problem: "WEBSITE_RUN_FROM_PACKAGE is neither 0, nor 1, nor a URL" };

  const shown = `${url.origin}${url.pathname}`;
  if (!url.pathname.toLowerCase().endsWith(".zip")) {
    return { url: shown, problem: `the path of the package's URL must end in .zip: ${shown}` };
  }
  const found = findBlob(arm, url);
  if (typeof found === "string") return { url: shown, problem: found };
  const problem = accessProblem(arm, site, appSettings, url, found);
  if (problem !== undefined) return { url: shown, problem };
  const zip = arm.blobs.get(idKey(found.blobId));
  return zip
    ? { url: shown, zip }
    : { url: shown, problem: "404 BlobNotFound: The specified blob does not exist." };
}

type FoundBlob = {
  readonly account: ArmResource;
  readonly containerId: string;
  readonly blobId: string;
  readonly container: string;
  readonly blob: string;
};

function findBlob(arm: Arm, url: URL): FoundBlob | string {
  const [, accountName] = /^([a-z0-9]+)\.blob\.core\.windows\.net$/.exec(url.hostname) ?? [];
  const account = accountName === undefined ? undefined : findAccount(arm, accountName);
  if (!account || accountName === undefined) return `the host ${url.hostname} does not exist`;
  const path = decodedPath(url);
  if (!path) return "400 InvalidUri: The requested URI does not represent any resource on the server.";
  const [container = "", ...rest] = path;
  const blob = rest.join("/");
  const values = {
    subscriptionId: arm.subscriptionId,
    resourceGroupName: requiredTextAt(account.inputs, "resourceGroupName"),
    accountName,
    containerName: container,
    blobName: blob,
  };
  return {
    account,
    container,
    blob,
    containerId: formatId(resourcePaths.container, values),
    blobId: formatId(resourcePaths.blob, values),
  };
}

function decodedPath(url: URL): readonly string[] | undefined {
  try {
    return url.pathname.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** Who asks, and whether the account lets them: with a SAS, as one of the site's identities, or as anyone. */
function accessProblem(
  arm: Arm,
  site: ArmResource,
  appSettings: Readonly<Record<string, string>>,
  url: URL,
  found: FoundBlob,
): string | undefined {
  const accountName = requiredTextAt(found.account.inputs, "accountName");
  if (url.searchParams.has("sig")) {
    if (flagAt(found.account.inputs, "allowSharedKeyAccess") === false) {
      return "403 KeyBasedAuthenticationNotPermitted: Key based authentication is not permitted on this storage account.";
    }
    const resource = { account: accountName, container: found.container, blob: found.blob };
    return sasProblem(url.searchParams, resource, accountKey(found.account), arm.now());
  }
  const identity = identityFor(arm, site, appSettings["WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID"]);
  if ("problem" in identity) return identity.problem;
  if (identity.principalId === undefined) return anonymousProblem(arm, found);
  return mayReadBlobs(arm, identity.principalId, found.containerId)
    ? undefined
    : "403 AuthorizationPermissionMismatch: This request is not authorized to perform this operation using this " +
        `permission. (The identity ${identity.principalId} needs the role Storage Blob Data Reader on the container or above it.)`;
}

function identityFor(
  arm: Arm,
  site: ArmResource,
  declaredId: string | undefined,
): { readonly principalId: string | undefined } | { readonly problem: string } {
  if (declaredId === undefined || declaredId === "SystemAssigned") {
    return { principalId: textAt(site.facts, "principalId") };
  }
  const assigned = identityIds(site.inputs).some((id) => idKey(id) === idKey(declaredId));
  const identity = assigned ? findResource(arm, declaredId) : undefined;
  if (!identity) {
    return {
      problem: `the site has no identity ${declaredId}, which WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID names`,
    };
  }
  return { principalId: requiredTextAt(identity.facts, "principalId") };
}

function anonymousProblem(arm: Arm, found: FoundBlob): string | undefined {
  if (flagAt(found.account.inputs, "allowBlobPublicAccess") !== true) {
    return "409 PublicAccessNotPermitted: Public access is not permitted on this storage account.";
  }
  const container = findResource(arm, found.containerId);
  const access = container && textAt(container.inputs, "publicAccess");
  if (access !== "Blob" && access !== "Container") {
    return "404 ResourceNotFound: The specified resource does not exist.";
  }
  return undefined;
}
