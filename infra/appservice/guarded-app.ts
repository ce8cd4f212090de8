import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { WebAppApplicationSettings } from "@pulumi/azure-native/web/webAppApplicationSettings.js";
import { WebAppAuthSettingsV2 } from "@pulumi/azure-native/web/webAppAuthSettingsV2.js";
import type { Registration } from "../entra/registration.ts";
import type { SitePackage } from "../packages/site-package.ts";
import { appSettings } from "./app-settings.ts";
import type { AuthSettings } from "./auth-settings.ts";
import { lockOf } from "./lock-of.ts";
import type { Site } from "./site.ts";

type GuardedAppArgs = {
  readonly site: Site;
  readonly authSettings: AuthSettings<Input<string>>;
  readonly code: SitePackage;
  /** name and value of the app setting that the platform signs in with */
  readonly credential: Registration["credential"];
  /** what the app itself reads from its environment */
  readonly environment: Readonly<Record<string, Input<string>>>;
};

/** Locks the site's door, and only then puts the code behind it. */
export class GuardedApp extends ComponentResource {
  constructor(name: string, args: GuardedAppArgs, options?: ComponentResourceOptions) {
    super("raptor:appservice:GuardedApp", name, {}, options);
    const target = { name: args.site.siteName, resourceGroupName: args.site.resourceGroupName };

    const lock = { parent: this, ...lockOf(args.site.webApp) };
    const auth = new WebAppAuthSettingsV2(`${name}-auth`, { ...target, ...args.authSettings }, lock);
    const settings = new WebAppApplicationSettings(
      `${name}-settings`,
      {
        ...target,
        properties: appSettings({
          environment: args.environment,
          code: args.code.appSettings,
          credential: args.credential,
        }),
      },
      // the code comes with the app settings, so no moment exists in which it answers without authentication
      { ...lock, dependsOn: [auth, args.site, args.code] },
    );
    this.registerOutputs({ auth: auth.id, settings: settings.id });
  }
}
