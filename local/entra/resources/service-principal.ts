import type { ResourceHandler } from "../../provider/handler.ts";
import type { Properties } from "../../provider/values.ts";
import {
  createServicePrincipal,
  deleteServicePrincipal,
  updateServicePrincipal,
} from "../directory/service-principals.ts";
import type { DirectoryState } from "../directory/state.ts";
import { checkUuid } from "./check.ts";
import { servicePrincipalOutputs } from "./service-principal-outputs.ts";

export function servicePrincipalHandler(state: DirectoryState): ResourceHandler {
  return {
    type: "azuread:index/servicePrincipal:ServicePrincipal",
    replaceOn: ["clientId"],
    computed: [
      "appRoleIds",
      "appRoles",
      "applicationTenantId",
      "displayName",
      "homepageUrl",
      "logoutUrl",
      "oauth2PermissionScopeIds",
      "oauth2PermissionScopes",
      "objectId",
      "redirectUris",
      "samlMetadataUrl",
      "servicePrincipalNames",
      "signInAudience",
      "type",
    ],
    check: (inputs) => ({
      inputs: { accountEnabled: true, appRoleAssignmentRequired: false, ...inputs },
      failures: checkUuid("clientId", inputs["clientId"] ?? ""),
    }),
    async create(inputs) {
      const principal = createServicePrincipal(state, inputs);
      return {
        id: servicePrincipalId(principal.objectId),
        outputs: { ...inputs, ...servicePrincipalOutputs(state, principal) },
      };
    },
    async read(id) {
      const principal = state.servicePrincipals.get(objectIdOf(id));
      if (!principal) return undefined;
      const outputs = servicePrincipalOutputs(state, principal);
      return {
        id: servicePrincipalId(principal.objectId),
        inputs: principal.declared,
        outputs: { ...principal.declared, ...outputs },
      };
    },
    async update(id, inputs): Promise<Properties> {
      const principal = updateServicePrincipal(state, objectIdOf(id), inputs);
      return { ...inputs, ...servicePrincipalOutputs(state, principal) };
    },
    async delete(id) {
      deleteServicePrincipal(state, objectIdOf(id));
    },
  };
}

function servicePrincipalId(objectId: string): string {
  return `/servicePrincipals/${objectId}`;
}

function objectIdOf(id: string): string {
  return id.replace(/^\/servicePrincipals\//, "");
}
