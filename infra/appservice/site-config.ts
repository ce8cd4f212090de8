import { isRange, tierOf, type Instances, type Sku } from "./sku.ts";

/** The path that App Service asks to learn whether an instance is well. Its own requests pass authentication. */
const HEALTH_CHECK_PATH = "/healthz";

export type SiteConfig = {
  readonly linuxFxVersion: string;
  readonly appCommandLine: string;
  readonly alwaysOn: boolean;
  readonly use32BitWorkerProcess: boolean;
  readonly ftpsState: "Disabled";
  readonly minTlsVersion: "1.2";
  readonly scmMinTlsVersion: "1.2";
  readonly http20Enabled: true;
  readonly healthCheckPath?: string;
  readonly minimumElasticInstanceCount?: number;
  readonly elasticWebAppScaleLimit?: number;
};

/**
 * Plain values only: one unknown or secret leaf would hide the whole of siteConfig in every preview and diff, so what
 * is not known beforehand stands in the app settings. contract: pulumi 3.1
 */
export function siteConfig(options: {
  readonly sku: Sku;
  readonly instances: Instances;
  /** "24-lts" */
  readonly nodeVersion: string;
  /** named, so that the platform guesses nothing. contract: pulumi 5.1 */
  readonly startCommand: string;
}): SiteConfig {
  const { sku, instances } = options;
  const { dedicated } = tierOf(sku);
  return {
    linuxFxVersion: `NODE|${options.nodeVersion}`,
    appCommandLine: options.startCommand,
    alwaysOn: dedicated,
    use32BitWorkerProcess: !dedicated,
    ftpsState: "Disabled",
    minTlsVersion: "1.2",
    scmMinTlsVersion: "1.2",
    http20Enabled: true,
    ...(dedicated ? { healthCheckPath: HEALTH_CHECK_PATH } : {}),
    ...(isRange(instances)
      ? { minimumElasticInstanceCount: instances.minimum, elasticWebAppScaleLimit: instances.maximum }
      : {}),
  };
}
