import {
  ComponentResource,
  all,
  output,
  secret,
  type ComponentResourceOptions,
  type CustomResourceOptions,
  type Input,
  type Output,
} from "@pulumi/pulumi";
import { Application, type ApplicationArgs } from "@pulumi/azuread/application.js";
import { ApplicationFederatedIdentityCredential } from "@pulumi/azuread/applicationFederatedIdentityCredential.js";
import { ApplicationIdentifierUri } from "@pulumi/azuread/applicationIdentifierUri.js";
import { ApplicationPassword } from "@pulumi/azuread/applicationPassword.js";
import { ServicePrincipal } from "@pulumi/azuread/servicePrincipal.js";
import { federationIssuer } from "./addresses.ts";
import { CREDENTIAL_SETTING, livingGenerations } from "./credential.ts";
import { identifierUri, type userImpersonation } from "./scopes.ts";
import type { SiteIdentity } from "./site-identity.ts";

type RegistrationArgs = {
  readonly displayName: Input<string>;
  /** object id of who deploys */
  readonly owner: Input<string>;
  /** present: Entra may send browsers here with a code and an ID token */
  readonly redirectUri?: Input<string>;
  /** present: other applications may ask for tokens for this one */
  readonly scopes?: readonly ReturnType<typeof userImpersonation>[];
  /** what this application asks of others; grants nothing. contract: entra A6 */
  readonly requiredResourceAccesses?: NonNullable<ApplicationArgs["requiredResourceAccesses"]>;
  /** only assigned users may sign in */
  readonly assignmentRequired: boolean;
  readonly tenantId: Input<string>;
  /** present: the site signs in with this identity; absent: with a client secret */
  readonly identity: SiteIdentity | undefined;
  /** raised to rotate the client secret */
  readonly secretGeneration: number;
};

/** An application in Entra ID, its service principal, and the credential that its site signs in with. */
export class Registration extends ComponentResource {
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
  readonly clientId: Output<string>;
  /** "api://<client id>" */
  readonly identifierUri: Output<string>;
  /** name and value of the app setting that the platform reads the credential from */
  readonly credential: { readonly setting: string; readonly value: Output<string> };

  constructor(name: string, args: RegistrationArgs, options?: ComponentResourceOptions) {
    super("raptor:entra:Registration", name, {}, options);
    const owners = [args.owner];
    this.application = new Application(
      `${name}-application`,
      {
        displayName: args.displayName,
        signInAudience: "AzureADMyOrg",
        owners,
        api: {
          // the provider's default is 1, whose tokens have another issuer and audience. contract: entra A1, A8
          requestedAccessTokenVersion: 2,
          ...(args.scopes ? { oauth2PermissionScopes: [...args.scopes] } : {}),
        },
        ...(args.redirectUri ? { web: webPlatform(args.redirectUri) } : {}),
        ...(args.requiredResourceAccesses ? { requiredResourceAccesses: args.requiredResourceAccesses } : {}),
      },
      {
        parent: this,
        // identifierUris: ApplicationIdentifierUri's, and lost at the first update after a refresh otherwise.
        // owners: the first deployer stays owner when a second one runs the program. contract: entra A2
        ignoreChanges: ["identifierUris", "owners"],
      },
    );
    const { id, clientId } = this.application;
    const withApplication = { parent: this, deletedWith: this.application };
    this.clientId = clientId;
    this.identifierUri = clientId.apply(identifierUri);
    const uri = args.scopes
      ? new ApplicationIdentifierUri(
          `${name}-uri`,
          { applicationId: id, identifierUri: this.identifierUri },
          withApplication,
        )
      : undefined;
    this.servicePrincipal = new ServicePrincipal(
      `${name}-principal`,
      { clientId, owners, appRoleAssignmentRequired: args.assignmentRequired },
      // after the URI, so that a destroy deletes it before the URI. contract: entra A2
      { parent: this, ignoreChanges: ["owners"], ...(uri ? { dependsOn: [uri] } : {}) },
    );

    this.credential = args.identity
      ? federate(name, id, args.identity, args.tenantId, withApplication)
      : clientSecret(name, id, args.secretGeneration, withApplication);
    this.registerOutputs({ clientId: this.clientId });
  }
}

function federate(
  name: string,
  applicationId: Output<string>,
  identity: SiteIdentity,
  tenantId: Input<string>,
  options: CustomResourceOptions,
): Registration["credential"] {
  const federated = new ApplicationFederatedIdentityCredential(
    `${name}-federation`,
    {
      applicationId,
      displayName: "app-service",
      description: "Lets the site's managed identity sign in as this application",
      issuer: output(tenantId).apply(federationIssuer),
      subject: identity.principalId,
      audiences: ["api://AzureADTokenExchange"],
    },
    options,
  );
  return {
    setting: CREDENTIAL_SETTING.identity,
    // by way of the federation, so that the platform never signs in before it is there
    value: all([identity.clientId, federated.id]).apply(([clientId]) => clientId),
  };
}

function clientSecret(
  name: string,
  applicationId: Output<string>,
  generation: number,
  options: CustomResourceOptions,
): Registration["credential"] {
  // No end date: Entra's own is two years from creation, while a date from the clock would rotate on every run, and
  // a date written here would one day refuse new stacks. contract: entra A5
  function declare(living: number): ApplicationPassword {
    return new ApplicationPassword(
      `${name}-secret-${living}`,
      { applicationId, displayName: `App Service, generation ${living}` },
      options,
    );
  }
  const [current, ...before] = livingGenerations(generation);
  before.forEach(declare);
  return { setting: CREDENTIAL_SETTING.secret, value: secret(declare(current).value) };
}

function webPlatform(uri: Input<string>): NonNullable<ApplicationArgs["web"]> {
  return {
    redirectUris: [uri],
    // App Service asks for `code id_token`; without this, AADSTS700054. contract: entra A4
    implicitGrant: { idTokenIssuanceEnabled: true, accessTokenIssuanceEnabled: false },
  };
}
