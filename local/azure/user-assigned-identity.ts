import type { ResourceHandler } from "../provider/handler.ts";
import { armHandler } from "./arm-handler.ts";
import type { Arm } from "./arm.ts";
import { lastName } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import {
  MADE_UP_NAME,
  autoName,
  checkWith,
  groupLocation,
  required,
  requiredLocation,
  textRule,
} from "./check-inputs.ts";
import { requiredTextAt, without } from "./property-at.ts";
import { regionName } from "./region.ts";
import { resourceTypes } from "./resource-types.ts";

/** An identity is a service principal in the directory for as long as it exists. */
export function userAssignedIdentityHandler(arm: Arm): ResourceHandler {
  return armHandler(arm, {
    type: resourceTypes.identity,
    path: resourcePaths.identity,
    apiVersion: "2023-01-31",
    replaceOn: ["resourceName", "resourceGroupName", "location"],
    outputNames: [
      "azureApiVersion",
      "clientId",
      "location",
      "name",
      "principalId",
      "systemData",
      "tags",
      "tenantId",
      "type",
    ],
    check: checkWith(
      autoName("resourceName", "suffixed"),
      groupLocation(arm),
      required("resourceGroupName"),
      requiredLocation(),
      textRule("resourceName", identityNameProblem),
    ),
    provision: (_inputs, id, current) =>
      current
        ? {
            clientId: requiredTextAt(current.facts, "clientId"),
            principalId: requiredTextAt(current.facts, "principalId"),
          }
        : arm.directory.add({ name: lastName(id) }),
    outputs: ({ id, inputs, facts }) => ({
      ...without(inputs, ["resourceName", "resourceGroupName", MADE_UP_NAME]),
      clientId: requiredTextAt(facts, "clientId"),
      location: regionName(requiredTextAt(inputs, "location")),
      name: lastName(id),
      principalId: requiredTextAt(facts, "principalId"),
      tenantId: arm.tenantId,
      type: "Microsoft.ManagedIdentity/userAssignedIdentities",
    }),
  });
}

function identityNameProblem(name: string): string | undefined {
  if (/^[a-z0-9][-_a-z0-9]{2,127}$/i.test(name)) return undefined;
  return (
    `'${name}' is not a name of a user-assigned identity: 3 to 128 letters, digits, hyphens and underscores, ` +
    "the first one a letter or a digit"
  );
}
