import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import { AppServicePlan } from "@pulumi/azure-native/web/appServicePlan.js";
import { getClientConfigOutput } from "@pulumi/azuread/getClientConfig.js";
import { authSettings } from "./appservice/auth-settings.ts";
import { GuardedApp } from "./appservice/guarded-app.ts";
import { planSize } from "./appservice/plan-size.ts";
import { Site } from "./appservice/site.ts";
import { siteConfig } from "./appservice/site-config.ts";
import { redirectUri, signInIssuer } from "./entra/addresses.ts";
import { Consent } from "./entra/consent.ts";
import { Registration } from "./entra/registration.ts";
import { requiredScopes, scopeParameter, userImpersonation } from "./entra/scopes.ts";
import { appPackages } from "./packages/app-packages.ts";
import { START_COMMAND } from "./packages/packages.ts";
import { PackageStore } from "./packages/package-store.ts";
import { SitePackage } from "./packages/site-package.ts";
import { stackSettings } from "./settings/stack-settings.ts";

// What can be wrong with the stack file or the apps is found before anything is declared.
const settings = stackSettings();
const packages = await appPackages;
const deployer = getClientConfigOutput();

// 1. A place: resource group, plan, storage for the packages.
const group = new ResourceGroup("group", {
  resourceGroupName: settings.resourceGroupName,
  location: settings.location,
  tags: settings.tags,
});
const place = { resourceGroupName: group.name, location: settings.location, tags: settings.tags };
const plan = new AppServicePlan("plan", {
  ...place,
  name: settings.planName,
  kind: "linux",
  reserved: true,
  ...planSize(settings.sku, settings.instances),
});
const store = new PackageStore("packages", place);

// 2. Two sites without code. Azure now decides their hostnames, which the registrations need.
const siteArgs = {
  ...place,
  plan,
  siteConfig: siteConfig({ ...settings, startCommand: START_COMMAND }),
  credentials: settings.credentials,
};
const frontend = new Site("frontend", { ...siteArgs, siteName: settings.frontendName });
const backend = new Site("backend", { ...siteArgs, siteName: settings.backendName });

// 3. Their registrations in Entra ID, and who may act for a user without asking.
const registrationArgs = {
  owner: deployer.objectId,
  tenantId: deployer.tenantId,
  secretGeneration: settings.secretGeneration,
};
const backendSignsIn = settings.backendUnauthenticated === "RedirectToLoginPage";
const backendRegistration = new Registration("backend-registration", {
  ...registrationArgs,
  displayName: settings.backendName,
  scopes: [userImpersonation(settings.backendName)],
  ...(backendSignsIn ? { redirectUri: backend.hostName.apply(redirectUri) } : {}),
  assignmentRequired: false,
  identity: backend.identity,
});
const frontendRegistration = new Registration("frontend-registration", {
  ...registrationArgs,
  displayName: settings.frontendName,
  requiredResourceAccesses: requiredScopes(backendRegistration.clientId),
  redirectUri: frontend.hostName.apply(redirectUri),
  assignmentRequired: settings.assignmentRequired,
  identity: frontend.identity,
});
new Consent("consent", {
  client: frontendRegistration,
  api: backendRegistration,
  additionalClients: settings.additionalClients,
  preAuthorize: settings.preAuthorize,
  adminGrant: settings.adminGrant,
});

// 4. The doors are locked, and only then the code goes behind them.
const packageArgs = { store, secretGeneration: settings.secretGeneration };
const issuer = deployer.tenantId.apply(signInIssuer);
new GuardedApp("backend-app", {
  site: backend,
  authSettings: authSettings({
    issuer,
    clientId: backendRegistration.clientId,
    credentialSetting: backendRegistration.credential.setting,
    allowedAudiences: [backendRegistration.identifierUri],
    allowedApplications: [
      frontendRegistration.clientId,
      ...settings.additionalClients,
      // a browser that signs in at the backend does so through the backend's own registration
      ...(backendSignsIn ? [backendRegistration.clientId] : []),
    ],
    unauthenticated: settings.backendUnauthenticated,
  }),
  code: new SitePackage("backend-package", {
    ...packageArgs,
    package: packages.backend,
    identity: backend.identity,
  }),
  credential: backendRegistration.credential,
  environment: {},
});
new GuardedApp("frontend-app", {
  site: frontend,
  authSettings: authSettings({
    issuer,
    clientId: frontendRegistration.clientId,
    credentialSetting: frontendRegistration.credential.setting,
    allowedAudiences: [frontendRegistration.identifierUri],
    allowedApplications: [frontendRegistration.clientId],
    unauthenticated: "RedirectToLoginPage",
    loginParameters: [backendRegistration.identifierUri.apply(scopeParameter)],
  }),
  code: new SitePackage("frontend-package", {
    ...packageArgs,
    package: packages.frontend,
    identity: frontend.identity,
  }),
  credential: frontendRegistration.credential,
  environment: { BACKEND_URL: backend.url },
});

export const frontendUrl = frontend.url;
export const backendUrl = backend.url;
export const frontendClientId = frontendRegistration.clientId;
export const backendClientId = backendRegistration.clientId;
export const tenantId = deployer.tenantId;
export const resourceGroup = group.name;
