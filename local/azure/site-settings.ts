import type { ResourceHandler } from "../provider/handler.ts";
import type { Properties } from "../provider/values.ts";
import { armHandler, inputsFromId, type ArmType } from "./arm-handler.ts";
import { findResource, putResource, type Arm, type ArmResource } from "./arm.ts";
import { formatId, lastName, parseId } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { parentResourceNotFound } from "./azure-errors.ts";
import { checkWith, required, textRule, type CheckStep } from "./check-inputs.ts";

/** What sets one of a site's singletons apart. */
export type SiteSetting = Pick<ArmType, "type" | "path" | "apiVersion" | "outputNames" | "outputs"> & {
  readonly secretAtImport?: readonly string[];
  readonly required?: readonly string[];
  readonly rules?: readonly CheckStep[];
  /** "sites/config" */
  readonly azureType: string;
  /** What stands there before anyone declares it, and what a delete puts back: ARM has no DELETE for it. */
  readonly empty: Properties;
  /** Whether the running site goes by it */
  readonly touchesSite: boolean;
};

/** Handler for a setting of which every site has exactly one. contract: pulumi 3.2, 3.3, 3.8 */
export function siteSettingHandler(arm: Arm, setting: SiteSetting): ResourceHandler {
  function siteOf(id: string): ArmResource | undefined {
    const parts = parseId(setting.path, id);
    return parts && findResource(arm, formatId(resourcePaths.site, parts));
  }

  async function written(resource: ArmResource): Promise<void> {
    const site = siteOf(resource.id);
    if (setting.touchesSite && site) await arm.hooks.siteChanged(site.id, "changed");
  }

  return armHandler(arm, {
    ...setting,
    singleton: true,
    replaceOn: ["name", "resourceGroupName"],
    check: checkWith(
      required("name", "resourceGroupName", ...(setting.required ?? [])),
      textRule("name", (name) =>
        name === "" ? "'name' is the name of the site and cannot be empty" : undefined,
      ),
      ...(setting.rules ?? []),
    ),
    refuse(inputs, id) {
      const parent = formatId(resourcePaths.site, { subscriptionId: arm.subscriptionId, ...inputs });
      if (!siteOf(id)) throw parentResourceNotFound(parent);
    },
    outputs: (resource) => ({
      ...setting.outputs(resource),
      name: lastName(setting.path),
      type: `Microsoft.Web/${setting.azureType}`,
    }),
    written,
    initial: (id) => (siteOf(id) ? { ...inputsFromId(setting.path, id), ...setting.empty } : undefined),
    async reset(resource) {
      const empty = { ...resource, inputs: { ...inputsFromId(setting.path, resource.id), ...setting.empty } };
      putResource(arm, empty);
      await written(empty);
    },
  });
}
