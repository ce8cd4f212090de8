import { createHmac } from "node:crypto";
import type { ResourceHandler } from "../provider/handler.ts";
import type { Properties } from "../provider/values.ts";
import { armHandler } from "./arm-handler.ts";
import { resourcesOfType, type Arm, type ArmResource } from "./arm.ts";
import { idKey, lastName } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { storageAccountInAnotherGroup } from "./azure-errors.ts";
import {
  MADE_UP_NAME,
  autoName,
  checkWith,
  groupLocation,
  required,
  requiredLocation,
  textRule,
} from "./check-inputs.ts";
import { flagAt, objectAt, requiredTextAt, textAt, without } from "./property-at.ts";
import { regionName } from "./region.ts";
import { resourceTypes } from "./resource-types.ts";

/** A storage account; its key signs and opens shared access signatures, and is never an output. */
export function storageAccountHandler(arm: Arm): ResourceHandler {
  return armHandler(arm, {
    type: resourceTypes.storageAccount,
    path: resourcePaths.storageAccount,
    apiVersion: "2024-01-01",
    replaceOn: ["accountName", "resourceGroupName", "location", "isHnsEnabled"],
    outputNames,
    check: checkWith(
      autoName("accountName", "suffixed"),
      groupLocation(arm),
      required("resourceGroupName", "kind", "sku", "sku.name"),
      requiredLocation(),
      textRule("accountName", accountNameProblem),
    ),
    refuse(inputs, id, current) {
      const name = requiredTextAt(inputs, "accountName");
      if (!current && findAccount(arm, name)) throw storageAccountInAnotherGroup(lastName(id));
    },
    outputs: (account) => accountOutputs(account),
  });
}

/** Account names are unique in all of Azure, so the name is enough. */
export function findAccount(arm: Arm, name: string): ArmResource | undefined {
  return resourcesOfType(arm, resourceTypes.storageAccount).find((account) => lastName(account.id) === name);
}

/** The account's first key, base64. Made from the account's id, so that the same account signs the same tokens in every run. */
export function accountKey(account: ArmResource): string {
  return createHmac("sha512", "key1").update(idKey(account.id)).digest("base64");
}

function accountNameProblem(name: string): string | undefined {
  if (/^[a-z0-9]{3,24}$/.test(name)) return undefined;
  return (
    `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in ` +
    "length and use numbers and lower-case letters only."
  );
}

function accountOutputs({ id, inputs, facts }: ArmResource): Properties {
  const name = lastName(id);
  const location = regionName(requiredTextAt(inputs, "location"));
  const sku = requiredTextAt(inputs, "sku.name");
  const createdAt = textAt(facts, "createdAt") ?? "";
  const service = (kind: string) => `https://${name}.${kind}.core.windows.net/`;
  return {
    accessTier: "Hot",
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    encryption: {
      keySource: "Microsoft.Storage",
      services: {
        blob: { enabled: true, keyType: "Account", lastEnabledTime: createdAt },
        file: { enabled: true, keyType: "Account", lastEnabledTime: createdAt },
      },
    },
    minimumTlsVersion: "TLS1_0",
    networkRuleSet: { bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
    tags: {},
    ...without(inputs, ["accountName", "resourceGroupName", MADE_UP_NAME]),
    creationTime: createdAt,
    enableHttpsTrafficOnly: flagAt(inputs, "enableHttpsTrafficOnly") ?? true,
    keyCreationTime: { key1: createdAt, key2: createdAt },
    location,
    name,
    primaryEndpoints: {
      blob: service("blob"),
      dfs: service("dfs"),
      file: service("file"),
      queue: service("queue"),
      table: service("table"),
      web: service("z20.web"),
    },
    primaryLocation: location,
    privateEndpointConnections: [],
    provisioningState: "Succeeded",
    sku: { ...objectAt(inputs, "sku"), name: sku, tier: sku.split("_")[0] ?? "Standard" },
    statusOfPrimary: "available",
    type: "Microsoft.Storage/storageAccounts",
  };
}

const outputNames =
  "accessTier accountMigrationInProgress allowBlobPublicAccess allowCrossTenantReplication allowSharedKeyAccess allowedCopyScope azureApiVersion azureFilesIdentityBasedAuthentication blobRestoreStatus creationTime customDomain defaultToOAuthAuthentication dnsEndpointType enableExtendedGroups enableHttpsTrafficOnly enableNfsV3 encryption extendedLocation failoverInProgress geoReplicationStats identity immutableStorageWithVersioning isHnsEnabled isLocalUserEnabled isSftpEnabled isSkuConversionBlocked keyCreationTime keyPolicy kind largeFileSharesState lastGeoFailoverTime location minimumTlsVersion name networkRuleSet primaryEndpoints primaryLocation privateEndpointConnections provisioningState publicNetworkAccess routingPreference sasPolicy secondaryEndpoints secondaryLocation sku statusOfPrimary statusOfSecondary storageAccountSkuConversionStatus tags type".split(
    " ",
  );
