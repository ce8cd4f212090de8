import { createRequire } from "node:module";
import { createProvider, type Provider } from "../provider/provider.ts";
import type { Directory } from "./directory.ts";
import { appRoleAssignmentHandler } from "./resources/app-role-assignment.ts";
import { applicationFederatedIdentityCredentialHandler } from "./resources/application-federated-identity-credential.ts";
import { applicationIdentifierUriHandler } from "./resources/application-identifier-uri.ts";
import { applicationPasswordHandler } from "./resources/application-password.ts";
import { applicationPreAuthorizedHandler } from "./resources/application-pre-authorized.ts";
import { applicationHandler } from "./resources/application.ts";
import { getApplicationPublishedAppIds, getClientConfig, getServicePrincipal } from "./resources/invokes.ts";
import { servicePrincipalDelegatedPermissionGrantHandler } from "./resources/service-principal-delegated-permission-grant.ts";
import { servicePrincipalHandler } from "./resources/service-principal.ts";

export type EntraProviderOptions = { readonly now?: () => Date };

/** The azuread package over `directory`, in the version of the installed SDK. */
export function createEntraProvider(directory: Directory, options: EntraProviderOptions = {}): Provider {
  const { now = () => new Date() } = options;
  const { state } = directory;
  return createProvider({
    name: "azuread",
    version: installedVersion(),
    handlers: [
      applicationHandler(state),
      servicePrincipalHandler(state),
      applicationIdentifierUriHandler(state),
      applicationPasswordHandler(state, now),
      applicationPreAuthorizedHandler(state),
      applicationFederatedIdentityCredentialHandler(state),
      servicePrincipalDelegatedPermissionGrantHandler(state),
      appRoleAssignmentHandler(state),
    ],
    invokes: [getClientConfig(directory), getServicePrincipal(state), getApplicationPublishedAppIds()],
  });
}

function installedVersion(): string {
  const { version } = createRequire(import.meta.url)("@pulumi/azuread/package.json") as { version: string };
  return version;
}
