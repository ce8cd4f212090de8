import { ProviderError } from "../provider/handler.ts";
import { lastName } from "./arm-id.ts";

/** Azure's refusals, one function each, with Azure's code and Azure's wording. */

export function resourceGroupNotFound(name: string): ProviderError {
  return new ProviderError("ResourceGroupNotFound", `Resource group '${name}' could not be found.`);
}

/** @param type such as "Microsoft.Storage/storageAccounts" */
export function resourceNotFound(type: string, name: string, resourceGroupName: string): ProviderError {
  return new ProviderError(
    "ResourceNotFound",
    `The Resource '${type}/${name}' under resource group '${resourceGroupName}' was not found. ` +
      "For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  );
}

export function parentResourceNotFound(parentId: string): ProviderError {
  return new ProviderError(
    "ParentResourceNotFound",
    `Can not perform requested operation on nested resource. Parent resource '${lastName(parentId)}' not found.`,
  );
}

/** Said by the azure-native provider, which never turns a create into an update. */
export function alreadyExists(id: string): ProviderError {
  return new ProviderError("ResourceAlreadyExists", `cannot create already existing resource '${id}'`);
}

export function siteNameTaken(name: string): ProviderError {
  return new ProviderError("Conflict", `Website with given name ${name} already exists.`);
}

export function planNotFound(id: string): ProviderError {
  return new ProviderError("NotFound", `Cannot find ServerFarm with name ${lastName(id)}.`);
}

export function planInUse(name: string, sites: readonly string[]): ProviderError {
  return new ProviderError(
    "Conflict",
    `Server farm '${name}' cannot be deleted because it has web app(s) ${sites.join(", ")} assigned to it.`,
  );
}

// contract: pulumi 5.2
export function freeLinuxPlanLimit(): ProviderError {
  return new ProviderError(
    "Conflict",
    "This subscription has reached the limit of 1 Free Linux app service plan(s) it can create in this region",
  );
}

export function alwaysOnNotAllowed(): ProviderError {
  return new ProviderError(
    "Conflict",
    "There was a conflict. AlwaysOn cannot be set for this site as the plan does not allow it. " +
      "For more information on pricing and features, please see: https://aka.ms/appservicepricingdetails",
  );
}

/** @param feature "AlwaysOn feature" or "x64 worker process" */
export function notAllowedInComputeMode(site: string, feature: string): ProviderError {
  return new ProviderError(
    "Conflict",
    `Cannot update the site '${site}' because it uses ${feature} which is not allowed in the target compute mode.`,
  );
}

export function invalidParameter(name: string): ProviderError {
  return new ProviderError("BadRequest", `The parameter ${name} has an invalid value.`);
}

export function storageAccountInAnotherGroup(name: string): ProviderError {
  return new ProviderError(
    "StorageAccountInAnotherResourceGroup",
    `The account ${name} is already in another resource group in this subscription.`,
  );
}

export function containerNotFound(): ProviderError {
  return new ProviderError("ContainerNotFound", "The specified container does not exist.");
}

export function keysNotPermitted(): ProviderError {
  return new ProviderError(
    "KeyBasedAuthenticationNotPermitted",
    "Key based authentication is not permitted on this storage account.",
  );
}

export function unmatchedPrincipalType(principalId: string, type: string, declared: string): ProviderError {
  return new ProviderError(
    "UnmatchedPrincipalType",
    // Azure spells it so
    `The PrincipalId '${principalId}' has type '${type}' , which is different from specified PrinciaplType '${declared}'.`,
  );
}

export function principalNotFound(principalId: string, tenantId: string): ProviderError {
  return new ProviderError(
    "PrincipalNotFound",
    `Principal ${principalId.replaceAll("-", "")} does not exist in the directory ${tenantId}. ` +
      "Check that you have the correct principal ID.",
  );
}
