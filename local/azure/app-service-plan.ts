import type { CheckFailure, ResourceHandler } from "../provider/handler.ts";
import type { Properties } from "../provider/values.ts";
import { armHandler } from "./arm-handler.ts";
import { resourcesOfType, type Arm, type ArmResource } from "./arm.ts";
import { idKey, lastName } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { freeLinuxPlanLimit, notAllowedInComputeMode, planInUse } from "./azure-errors.ts";
import {
  MADE_UP_NAME,
  autoName,
  checkWith,
  groupLocation,
  inputsRule,
  required,
  requiredLocation,
  textRule,
} from "./check-inputs.ts";
import { flagAt, numberAt, objectAt, requiredTextAt, textAt, without } from "./property-at.ts";
import { regionDisplayName, regionName } from "./region.ts";
import { resourceTypes } from "./resource-types.ts";
import { dedicatedFeature, isSharedTier, skuOf } from "./sku.ts";

/** A plan stays while it has sites, and is as large as its SKU. contract: pulumi 5.2 */
export function appServicePlanHandler(arm: Arm): ResourceHandler {
  function sitesOf(plan: string): readonly ArmResource[] {
    return resourcesOfType(arm, resourceTypes.site).filter(
      (site) => idKey(textAt(site.inputs, "serverFarmId") ?? "") === idKey(plan),
    );
  }

  function refuseWhatSitesNeedMoreFor(inputs: Properties, id: string): void {
    if (!isSharedTier(skuOf(textAt(inputs, "sku.name")))) return;
    for (const site of sitesOf(id)) {
      const feature = dedicatedFeature(site.inputs);
      if (feature !== undefined) throw notAllowedInComputeMode(lastName(site.id), feature);
    }
  }

  function refuseSecondFreeLinuxPlan(inputs: Properties, id: string): void {
    if (!isFreeLinux(inputs)) return;
    const region = regionName(requiredTextAt(inputs, "location"));
    const other = resourcesOfType(arm, resourceTypes.plan).some(
      (plan) =>
        idKey(plan.id) !== idKey(id) &&
        isFreeLinux(plan.inputs) &&
        regionName(requiredTextAt(plan.inputs, "location")) === region,
    );
    if (other) throw freeLinuxPlanLimit();
  }

  return armHandler(arm, {
    type: resourceTypes.plan,
    path: resourcePaths.plan,
    apiVersion: "2025-05-01",
    replaceOn: ["name", "resourceGroupName", "location", "reserved", "hyperV", "isXenon"],
    outputNames,
    check: checkWith(
      autoName("name", "suffixed"),
      groupLocation(arm),
      required("resourceGroupName"),
      requiredLocation(),
      textRule("name", planNameProblem),
      inputsRule(linuxNeedsReserved),
      inputsRule(knownSku),
    ),
    refuse(inputs, id) {
      refuseSecondFreeLinuxPlan(inputs, id);
      refuseWhatSitesNeedMoreFor(inputs, id);
    },
    outputs: (plan) => planOutputs(arm, plan, sitesOf(plan.id).length),
    refuseDelete(plan) {
      const sites = sitesOf(plan.id).map((site) => lastName(site.id));
      if (sites.length > 0) throw planInUse(lastName(plan.id), sites);
    },
  });
}

function isFreeLinux(inputs: Properties): boolean {
  return flagAt(inputs, "reserved") === true && skuOf(textAt(inputs, "sku.name"))?.tier === "Free";
}

function planOutputs(arm: Arm, { id, inputs }: ArmResource, numberOfSites: number): Properties {
  const sku = skuOf(textAt(inputs, "sku.name")) ?? skuOf("F1");
  const capacity = numberAt(inputs, "sku.capacity") ?? 1;
  const reserved = flagAt(inputs, "reserved") ?? false;
  const location = regionDisplayName(requiredTextAt(inputs, "location"));
  return {
    elasticScaleEnabled: false,
    hyperV: false,
    isSpot: false,
    isXenon: false,
    maximumElasticWorkerCount: 1,
    perSiteScaling: false,
    targetWorkerCount: 0,
    targetWorkerSizeId: 0,
    zoneRedundant: false,
    ...without(inputs, ["resourceGroupName", MADE_UP_NAME]),
    geoRegion: location,
    kind: reserved ? "linux" : (textAt(inputs, "kind") ?? "app"),
    location,
    maximumNumberOfWorkers: sku?.maximumWorkers ?? 1,
    name: lastName(id),
    numberOfSites,
    numberOfWorkers: capacity,
    provisioningState: "Succeeded",
    reserved,
    resourceGroup: requiredTextAt(inputs, "resourceGroupName"),
    sku: {
      ...objectAt(inputs, "sku"),
      capacity,
      family: sku?.family ?? "F",
      name: sku?.name ?? "F1",
      size: sku?.name ?? "F1",
      tier: sku?.tier ?? "Free",
    },
    status: "Ready",
    subscription: arm.subscriptionId,
    type: "Microsoft.Web/serverfarms",
  };
}

function planNameProblem(name: string): string | undefined {
  if (/^[-\p{L}\p{N}]{1,60}$/u.test(name)) return undefined;
  return `'${name}' is not an App Service plan name: 1 to 60 letters, digits and hyphens`;
}

/**
 * Azure goes by `reserved` alone and would quietly create a Windows plan, on which no Linux site can be created. No
 * one means that, so it is refused here, where the mistake is.
 */
function linuxNeedsReserved(inputs: Properties): CheckFailure | undefined {
  const kind = textAt(inputs, "kind");
  if (!kind?.toLowerCase().split(",").includes("linux") || (inputs["reserved"] ?? false) !== false)
    return undefined;
  return {
    property: "reserved",
    reason: `'kind' is '${kind}', but a plan is a Linux plan only with 'reserved: true'; without it Azure creates a Windows plan`,
  };
}

function knownSku(inputs: Properties): CheckFailure | undefined {
  const name = textAt(inputs, "sku.name");
  if (name === undefined || skuOf(name)) return undefined;
  return {
    property: "sku.name",
    reason: `'${name}' is not a SKU of App Service plans, for example F1, B1, S1, P0v3`,
  };
}

const outputNames =
  "asyncScalingEnabled azureApiVersion elasticScaleEnabled extendedLocation freeOfferExpirationTime geoRegion hostingEnvironmentProfile hyperV identity installScripts isCustomMode isSpot isXenon kind kubeEnvironmentProfile location maximumElasticWorkerCount maximumNumberOfWorkers name network numberOfSites numberOfWorkers perSiteScaling planDefaultIdentity provisioningState rdpEnabled registryAdapters reserved resourceGroup sku spotExpirationTime status storageMounts subscription systemData tags targetWorkerCount targetWorkerSizeId type workerTierName zoneRedundant".split(
    " ",
  );
