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
  requiredLocation,
  textRule,
} from "./check-inputs.ts";
import { requiredTextAt, without } from "./property-at.ts";
import { regionName } from "./region.ts";
import { resourceTypes } from "./resource-types.ts";

/** Deleting a group takes along everything in it. */
export function resourceGroupHandler(arm: Arm): ResourceHandler {
  return armHandler(arm, {
    type: resourceTypes.resourceGroup,
    path: resourcePaths.resourceGroup,
    apiVersion: "2024-03-01",
    replaceOn: ["resourceGroupName", "location"],
    outputNames: ["azureApiVersion", "location", "managedBy", "name", "properties", "tags", "type"],
    check: checkWith(
      autoName("resourceGroupName", "suffixed"),
      groupLocation(arm),
      requiredLocation(),
      textRule("resourceGroupName", resourceGroupNameProblem),
    ),
    outputs: ({ id, inputs }) => ({
      ...without(inputs, ["resourceGroupName", MADE_UP_NAME]),
      location: regionName(requiredTextAt(inputs, "location")),
      name: lastName(id),
      properties: { provisioningState: "Succeeded" },
      type: "Microsoft.Resources/resourceGroups",
    }),
  });
}

/** Azure: 1 to 90 letters, digits, underscores, parentheses, hyphens and periods, no period at the end. */
function resourceGroupNameProblem(name: string): string | undefined {
  if (/^[-\w._()\p{L}\p{N}]{1,90}$/u.test(name) && !name.endsWith(".")) return undefined;
  return (
    `'${name}' is not a resource group name: 1 to 90 letters, digits, underscores, parentheses, hyphens and ` +
    "periods, and no period at the end"
  );
}
