import type { ResourceHandler } from "../../provider/handler.ts";
import { requiredText, text, texts } from "../directory/manifest.ts";
import { createPermissionGrant, updatePermissionGrant } from "../directory/permission-grants.ts";
import type { DirectoryState } from "../directory/state.ts";
import { checkUuid } from "./check.ts";

export function servicePrincipalDelegatedPermissionGrantHandler(state: DirectoryState): ResourceHandler {
  return {
    type: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
    replaceOn: ["resourceServicePrincipalObjectId", "servicePrincipalObjectId", "userObjectId"],
    computed: [],
    check: (inputs) => ({
      inputs,
      failures: [
        ...checkUuid("resourceServicePrincipalObjectId", inputs["resourceServicePrincipalObjectId"] ?? ""),
        ...checkUuid("servicePrincipalObjectId", inputs["servicePrincipalObjectId"] ?? ""),
        ...checkUuid("userObjectId", inputs["userObjectId"]),
      ],
    }),
    async create(inputs) {
      const grant = createPermissionGrant(state, {
        clientId: requiredText(inputs, "servicePrincipalObjectId"),
        resourceId: requiredText(inputs, "resourceServicePrincipalObjectId"),
        userId: text(inputs["userObjectId"]),
        scopes: texts(inputs["claimValues"]),
      });
      return { id: `/oauth2PermissionGrants/${grant.id}`, outputs: inputs };
    },
    async read(id) {
      const grant = state.permissionGrants.get(grantIdOf(id));
      if (!grant) return undefined;
      const inputs = {
        claimValues: grant.scopes,
        resourceServicePrincipalObjectId: grant.resourceId,
        servicePrincipalObjectId: grant.clientId,
        ...(grant.userId === undefined ? {} : { userObjectId: grant.userId }),
      };
      return { id, inputs, outputs: inputs };
    },
    async update(id, inputs) {
      updatePermissionGrant(state, grantIdOf(id), texts(inputs["claimValues"]));
      return inputs;
    },
    async delete(id) {
      state.permissionGrants.delete(grantIdOf(id));
    },
  };
}

function grantIdOf(id: string): string {
  return id.replace(/^\/oauth2PermissionGrants\//, "");
}
