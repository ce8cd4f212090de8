import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { ApplicationPreAuthorized } from "@pulumi/azuread/applicationPreAuthorized.js";
import { getServicePrincipalOutput } from "@pulumi/azuread/getServicePrincipal.js";
import { ServicePrincipalDelegatedPermissionGrant } from "@pulumi/azuread/servicePrincipalDelegatedPermissionGrant.js";
import type { Registration } from "./registration.ts";
import {
  MICROSOFT_GRAPH_CLIENT_ID,
  SIGN_IN_SCOPES,
  USER_IMPERSONATION,
  USER_IMPERSONATION_ID,
} from "./scopes.ts";

type ConsentArgs = {
  readonly client: Registration;
  readonly api: Registration;
  /** client ids of other applications that may use the API */
  readonly additionalClients: readonly string[];
  readonly preAuthorize: boolean;
  readonly adminGrant: boolean;
};

/**
 * Who may act for a user without asking the user. Pre-authorisation is the API's word and covers the API's scope;
 * the grants are the tenant's word and cover the scopes of sign-in as well. contract: entra A6
 */
export class Consent extends ComponentResource {
  constructor(name: string, args: ConsentArgs, options?: ComponentResourceOptions) {
    super("raptor:entra:Consent", name, {}, options);
    const { api, client } = args;

    if (args.preAuthorize) {
      const clients = [
        { suffix: "client", clientId: client.clientId },
        ...args.additionalClients.map((clientId) => ({ suffix: clientId, clientId })),
      ];
      for (const { suffix, clientId } of clients) {
        new ApplicationPreAuthorized(
          `${name}-pre-authorized-${suffix}`,
          {
            applicationId: api.application.id,
            authorizedClientId: clientId,
            permissionIds: [USER_IMPERSONATION_ID],
          },
          { parent: this, deletedWith: api.application },
        );
      }
    }

    if (args.adminGrant) {
      // one grant per client and resource: Entra refuses a second one. contract: entra A6
      const forClient = { servicePrincipalObjectId: client.servicePrincipal.objectId };
      const withClient = { parent: this, deletedWith: client.servicePrincipal };
      new ServicePrincipalDelegatedPermissionGrant(
        `${name}-grant-api`,
        {
          ...forClient,
          resourceServicePrincipalObjectId: api.servicePrincipal.objectId,
          claimValues: [USER_IMPERSONATION],
        },
        withClient,
      );
      new ServicePrincipalDelegatedPermissionGrant(
        `${name}-grant-sign-in`,
        {
          ...forClient,
          resourceServicePrincipalObjectId: getServicePrincipalOutput({ clientId: MICROSOFT_GRAPH_CLIENT_ID })
            .objectId,
          claimValues: Object.keys(SIGN_IN_SCOPES),
        },
        withClient,
      );
    }
    this.registerOutputs({});
  }
}
