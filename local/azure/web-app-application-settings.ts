import { formatPath } from "../provider/diff.ts";
import type { Checked, ResourceHandler } from "../provider/handler.ts";
import { isUnknown, type Properties } from "../provider/values.ts";
import type { Arm } from "./arm.ts";
import { resourcePaths } from "./resource-paths.ts";
import { objectAt, without } from "./property-at.ts";
import { resourceTypes } from "./resource-types.ts";
import { siteSettingHandler } from "./site-settings.ts";

/** Holds the whole set of app settings; deleting wipes it. contract: pulumi 3.2 */
export function webAppApplicationSettingsHandler(arm: Arm): ResourceHandler {
  return siteSettingHandler(arm, {
    type: resourceTypes.appSettings,
    path: resourcePaths.appSettings,
    apiVersion: "2025-05-01",
    azureType: "sites/config",
    outputNames: ["azureApiVersion", "kind", "name", "properties", "type"],
    outputs: ({ inputs }) => ({ properties: {}, ...without(inputs, ["resourceGroupName"]) }),
    empty: { properties: {} },
    touchesSite: true,
    secretAtImport: ["properties"],
    rules: [valuesAreTexts],
  });
}

function valuesAreTexts(inputs: Properties): Pick<Checked, "failures"> {
  const wrong = Object.entries(objectAt(inputs, "properties")).filter(
    ([, value]) => typeof value !== "string" && !isUnknown(value),
  );
  return {
    failures: wrong.map(([name, value]) => ({
      property: formatPath(["properties", name]),
      reason: `the value of the app setting '${name}' must be a string, not ${value === null ? "null" : typeof value}`,
    })),
  };
}
