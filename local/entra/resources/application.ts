import type { ResourceHandler } from "../../provider/handler.ts";
import type { Properties } from "../../provider/values.ts";
import { createApplication, deleteApplication, updateApplication } from "../directory/applications.ts";
import { object } from "../directory/manifest.ts";
import type { Application, DirectoryState } from "../directory/state.ts";
import { applicationId, objectIdOf } from "./application-id.ts";
import { checkApplication } from "./check-application.ts";

export function applicationHandler(state: DirectoryState): ResourceHandler {
  return {
    type: "azuread:index/application:Application",
    replaceOn: ["templateId"],
    computed: [
      "appRoleIds",
      "clientId",
      "disabledByMicrosoft",
      "logoUrl",
      "oauth2PermissionScopeIds",
      "objectId",
      "publisherDomain",
    ],
    computedOnUpdate: ["appRoleIds", "oauth2PermissionScopeIds"],
    check: (inputs) => ({ inputs: withDefaults(inputs), failures: checkApplication(inputs) }),
    async create(inputs) {
      const application = createApplication(state, inputs);
      return { id: applicationId(application.objectId), outputs: outputsOf(state, application) };
    },
    async read(id) {
      const application = state.applications.get(objectIdOf(id));
      if (!application) return undefined;
      return {
        id: applicationId(application.objectId),
        inputs: inputsOf(application),
        outputs: outputsOf(state, application),
      };
    },
    async update(id, inputs, olds) {
      return outputsOf(state, updateApplication(state, objectIdOf(id), inputs, olds));
    },
    async delete(id) {
      deleteApplication(state, objectIdOf(id));
    },
  };
}

function withDefaults(inputs: Properties): Properties {
  return { signInAudience: "AzureADMyOrg", ...inputs };
}

/** URIs that a satellite added are part of what the application has now. contract: entra A2 */
function inputsOf(application: Application): Properties {
  if (application.identifierUris.length === 0) return application.declared;
  return { ...application.declared, identifierUris: application.identifierUris };
}

function outputsOf(state: DirectoryState, application: Application): Properties {
  const { manifest } = application;
  return {
    ...application.declared,
    api: { requestedAccessTokenVersion: manifest.accessTokenVersion, ...object(application.declared["api"]) },
    identifierUris: application.identifierUris,
    appRoleIds: idsByValue(manifest.appRoles),
    clientId: application.clientId,
    disabledByMicrosoft: "",
    logoUrl: "",
    oauth2PermissionScopeIds: idsByValue(manifest.scopes),
    objectId: application.objectId,
    publisherDomain: state.tenantDomain,
  };
}

export function idsByValue(
  permissions: readonly { readonly id: string; readonly value: string | undefined }[],
): Properties {
  return Object.fromEntries(
    permissions.flatMap(({ id, value }) => (value === undefined || value === "" ? [] : [[value, id]])),
  );
}
