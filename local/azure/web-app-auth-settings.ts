import type { ResourceHandler } from "../provider/handler.ts";
import type { Arm } from "./arm.ts";
import { paths } from "./arm-id.ts";
import { without } from "./property-at.ts";
import { types } from "./resource-types.ts";
import { siteSettingHandler } from "./site-settings.ts";

/** Deleting turns authentication off and so opens the site: that is Azure's behaviour. contract: pulumi 3.3 */
export function webAppAuthSettingsHandler(arm: Arm): ResourceHandler {
  return siteSettingHandler(arm, {
    type: types.authSettings,
    path: paths.authSettings,
    apiVersion: "2021-02-01",
    azureType: "sites/config",
    outputNames: [
      "azureApiVersion",
      "globalValidation",
      "httpSettings",
      "identityProviders",
      "kind",
      "login",
      "name",
      "platform",
      "type",
    ],
    outputs: ({ inputs }) => without(inputs, ["resourceGroupName"]),
    empty: { platform: { enabled: false } },
    touchesSite: true,
  });
}
