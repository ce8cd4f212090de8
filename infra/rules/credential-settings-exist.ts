import { ofType, type Finding, type Graph } from "./graph.ts";
import { AAD, APP_SETTINGS, AUTH_SETTINGS, configurationOf, siteOf } from "./sites.ts";
import { textAt } from "./values.ts";

/** The app setting that the platform reads its credential from is among the site's app settings. contract: easyauth 1.3 */
export function credentialSettingsExist(graph: Graph): readonly Finding[] {
  return ofType(graph, ...AUTH_SETTINGS).flatMap((resource) => {
    const path = `${AAD}.registration.clientSecretSettingName`;
    const name = textAt(resource.inputs, path);
    if (name === undefined) {
      return [{ resource, message: "name no credential: sign-in would give no access token" }];
    }
    const site = siteOf(graph, resource);
    const settings = site ? configurationOf(graph, site, APP_SETTINGS) : [];
    return settings.some(({ inputs }) => (textAt(inputs, `properties.${name}`) ?? "") !== "")
      ? []
      : [{ resource, message: `name the app setting ${name}, which the site does not have` }];
  });
}
