import { ofType, type Graph, type Resource } from "./graph.ts";
import { textAt } from "./values.ts";

export const SITE = "azure-native:web:WebApp";
export const PLAN = "azure-native:web:AppServicePlan";
export const APP_SETTINGS = "azure-native:web:WebAppApplicationSettings";
export const FTP_ALLOWED = "azure-native:web:WebAppFtpAllowed";
export const SCM_ALLOWED = "azure-native:web:WebAppScmAllowed";
/** Two types for one ARM path. contract: pulumi 3.4 */
export const AUTH_SETTINGS = [
  "azure-native:web:WebAppAuthSettingsV2",
  "azure-native:web:WebAppAuthSettingsV2WithoutSecrets",
] as const;

/** Where the Entra part of auth settings stands */
export const AAD = "identityProviders.azureActiveDirectory";

export function hostOf(site: Resource): string | undefined {
  return textAt(site.outputs, "defaultHostName");
}

/** The resources of some types that configure a site. */
export function configurationOf(
  graph: Graph,
  site: Resource,
  ...types: readonly string[]
): readonly Resource[] {
  return ofType(graph, ...types).filter((resource) => address(resource) === address(site));
}

/** The site that a resource configures; undefined: a site that the program does not declare. */
export function siteOf(graph: Graph, configuration: Resource): Resource | undefined {
  return ofType(graph, SITE).find((site) => address(site) === address(configuration));
}

/** Azure ignores case in names. */
function address({ inputs }: Resource): string {
  return `${textAt(inputs, "resourceGroupName")}/${textAt(inputs, "name")}`.toLowerCase();
}
