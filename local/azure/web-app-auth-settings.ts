import type { ResourceHandler } from "../provider/handler.ts";
import type { Arm } from "./arm.ts";
import { resourcePaths } from "./resource-paths.ts";
import { textRule, type CheckStep } from "./check-inputs.ts";
import { without } from "./property-at.ts";
import { resourceTypes } from "./resource-types.ts";
import { siteSettingHandler } from "./site-settings.ts";

/** Deleting turns authentication off and so opens the site: that is Azure's behaviour. contract: pulumi 3.3 */
export function webAppAuthSettingsHandler(arm: Arm): ResourceHandler {
  return siteSettingHandler(arm, {
    type: resourceTypes.authSettings,
    path: resourcePaths.authSettings,
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
    rules: [
      oneOf("globalValidation.unauthenticatedClientAction", [
        "RedirectToLoginPage",
        "AllowAnonymous",
        "Return401",
        "Return403",
      ]),
      oneOf("login.cookieExpiration.convention", ["FixedTime", "IdentityProviderDerived"]),
      oneOf("httpSettings.forwardProxy.convention", ["NoProxy", "Standard", "Custom"]),
    ],
  });
}

/** ARM takes these spellings only; those of the file form are refused. contract: easyauth 1.2 */
function oneOf(property: string, allowed: readonly string[]): CheckStep {
  return textRule(property, (value) =>
    allowed.includes(value) ? undefined : `'${value}' is not one of ${allowed.join(", ")}`,
  );
}
