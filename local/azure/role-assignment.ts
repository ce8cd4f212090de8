import { ProviderError, type ResourceHandler } from "../provider/handler.ts";
import { armHandler } from "./arm-handler.ts";
import { findResource, resourcesOfType, type Arm } from "./arm.ts";
import { idKey, isWithin, lastName } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { principalNotFound, unmatchedPrincipalType } from "./azure-errors.ts";
import { MADE_UP_NAME, autoName, checkWith, required, textRule } from "./check-inputs.ts";
import { requiredTextAt, textAt, without } from "./property-at.ts";
import { resourceTypes } from "./resource-types.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Built-in roles that let their holder read blobs. */
const blobReaders = new Set([
  "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", // Storage Blob Data Reader
  "ba92f5b4-2d11-453d-a403-e96b0029c9fe", // Storage Blob Data Contributor
  "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", // Storage Blob Data Owner
]);

/** Who holds which role where. Of the roles, local Azure knows what the ones for reading blobs mean. */
export function roleAssignmentHandler(arm: Arm): ResourceHandler {
  return armHandler(arm, {
    type: resourceTypes.roleAssignment,
    path: resourcePaths.roleAssignment,
    apiVersion: "2022-04-01",
    replaceOn: ["roleAssignmentName", "scope", "principalId"],
    outputNames: [
      "azureApiVersion",
      "condition",
      "conditionVersion",
      "createdBy",
      "createdOn",
      "delegatedManagedIdentityResourceId",
      "description",
      "name",
      "principalId",
      "principalType",
      "roleDefinitionId",
      "scope",
      "systemData",
      "type",
      "updatedBy",
      "updatedOn",
    ],
    check: checkWith(
      autoName("roleAssignmentName", "guid"),
      required("principalId", "roleDefinitionId", "scope"),
      textRule("roleAssignmentName", (name) =>
        guid.test(name)
          ? undefined
          : `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`,
      ),
      textRule("roleDefinitionId", (id) =>
        guid.test(lastName(id))
          ? undefined
          : `'${id}' is not the id of a role definition: '/subscriptions/<id>/providers/Microsoft.Authorization/roleDefinitions/<GUID>'`,
      ),
    ),
    refuse(inputs, id, current) {
      const scope = requiredTextAt(inputs, "scope");
      if (!scopeExists(arm, scope)) throw scopeNotFound(scope);
      const principalId = requiredTextAt(inputs, "principalId");
      if (!arm.directory.has(principalId)) throw principalNotFound(principalId, arm.tenantId);
      // the SDK says "User" where the program says nothing
      const principalType = textAt(inputs, "principalType");
      if (isManagedIdentity(arm, principalId) && principalType !== "ServicePrincipal") {
        throw unmatchedPrincipalType(principalId, "ServicePrincipal", principalType ?? "User");
      }
      if (
        !current &&
        sameAssignment(arm, scope, principalId, requiredTextAt(inputs, "roleDefinitionId"), id)
      ) {
        throw new ProviderError("RoleAssignmentExists", "The role assignment already exists.");
      }
    },
    outputs: ({ id, inputs, facts }) => ({
      ...without(inputs, ["roleAssignmentName", MADE_UP_NAME]),
      createdBy: arm.deployer.objectId,
      createdOn: textAt(facts, "createdAt") ?? "",
      name: lastName(id),
      type: "Microsoft.Authorization/roleAssignments",
      updatedBy: arm.deployer.objectId,
      updatedOn: textAt(facts, "modifiedAt") ?? "",
    }),
  });
}

/** Whether the principal may read the blobs of the container, at whatever scope the role was given. */
export function mayReadBlobs(arm: Arm, principalId: string, containerId: string): boolean {
  return resourcesOfType(arm, resourceTypes.roleAssignment).some(
    ({ inputs }) =>
      textAt(inputs, "principalId") === principalId &&
      blobReaders.has(lastName(textAt(inputs, "roleDefinitionId") ?? "").toLowerCase()) &&
      isWithin(containerId, textAt(inputs, "scope") ?? ""),
  );
}

function isManagedIdentity(arm: Arm, principalId: string): boolean {
  return [...arm.resources.values()].some(({ facts }) => facts["principalId"] === principalId);
}

function scopeExists(arm: Arm, scope: string): boolean {
  return (
    idKey(scope) === idKey(`/subscriptions/${arm.subscriptionId}`) || findResource(arm, scope) !== undefined
  );
}

function scopeNotFound(scope: string): ProviderError {
  return new ProviderError("ResourceNotFound", `The scope '${scope}' of the role assignment was not found.`);
}

function sameAssignment(arm: Arm, scope: string, principalId: string, role: string, id: string): boolean {
  return resourcesOfType(arm, resourceTypes.roleAssignment).some(
    (other) =>
      idKey(other.id) !== idKey(id) &&
      textAt(other.inputs, "principalId") === principalId &&
      idKey(textAt(other.inputs, "scope") ?? "") === idKey(scope) &&
      lastName(textAt(other.inputs, "roleDefinitionId") ?? "") === lastName(role),
  );
}
