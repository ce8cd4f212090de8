import type { ResourceHandler } from "../provider/handler.ts";
import type { Arm } from "./arm.ts";
import { resourcePaths } from "./resource-paths.ts";
import { without } from "./property-at.ts";
import { resourceTypes } from "./resource-types.ts";
import { siteSettingHandler } from "./site-settings.ts";

/** Whether basic credentials may publish over FTP, and over the deployment site. Deleting allows them. contract: pulumi 3.8 */
export function publishingPolicyHandlers(arm: Arm): readonly ResourceHandler[] {
  return [
    policy(resourceTypes.ftpPolicy, resourcePaths.ftpPolicy),
    policy(resourceTypes.scmPolicy, resourcePaths.scmPolicy),
  ];

  function policy(type: string, path: string): ResourceHandler {
    return siteSettingHandler(arm, {
      type,
      path,
      apiVersion: "2025-05-01",
      azureType: "sites/basicPublishingCredentialsPolicies",
      required: ["allow"],
      outputNames: ["allow", "azureApiVersion", "kind", "name", "systemData", "type"],
      outputs: ({ inputs }) => without(inputs, ["resourceGroupName"]),
      empty: { allow: true },
      touchesSite: false,
    });
  }
}
