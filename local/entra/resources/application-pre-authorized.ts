import type { ResourceHandler } from "../../provider/handler.ts";
import type { Properties } from "../../provider/values.ts";
import { sameKeyValue } from "../directory/graph-error.ts";
import { requiredText, texts } from "../directory/manifest.ts";
import { removePreAuthorization, setPreAuthorization } from "../directory/pre-authorized.ts";
import type { DirectoryState, PreAuthorization } from "../directory/state.ts";
import { applicationId, checkApplicationId, objectIdOf } from "./application-id.ts";
import { checkUuid } from "./check.ts";

export function applicationPreAuthorizedHandler(state: DirectoryState): ResourceHandler {
  function find(objectId: string, clientId: string): PreAuthorization | undefined {
    return state.applications.get(objectId)?.preAuthorized.find((other) => other.clientId === clientId);
  }

  return {
    type: "azuread:index/applicationPreAuthorized:ApplicationPreAuthorized",
    replaceOn: ["applicationId", "authorizedClientId"],
    computed: [],
    check: (inputs) => ({
      inputs,
      failures: [
        ...checkApplicationId(inputs["applicationId"]),
        ...checkUuid("authorizedClientId", inputs["authorizedClientId"] ?? ""),
        ...texts(inputs["permissionIds"]).flatMap((id, index) => checkUuid(`permissionIds[${index}]`, id)),
      ],
    }),
    async create(inputs) {
      const objectId = objectIdOf(inputs["applicationId"]);
      const authorization = readAuthorization(inputs);
      if (find(objectId, authorization.clientId)) {
        throw sameKeyValue(
          `The application ${objectId} has a pre-authorisation for ${authorization.clientId} already; import it.`,
        );
      }
      setPreAuthorization(state, objectId, authorization);
      return { id: `${objectId}/preAuthorizedApplication/${authorization.clientId}`, outputs: inputs };
    },
    async read(id) {
      const [objectId = "", , clientId = ""] = id.split("/");
      const found = find(objectId, clientId);
      if (!found) return undefined;
      const inputs = {
        applicationId: applicationId(objectId),
        authorizedClientId: clientId,
        permissionIds: found.permissionIds,
      };
      return { id, inputs, outputs: inputs };
    },
    async update(_id, inputs) {
      setPreAuthorization(state, objectIdOf(inputs["applicationId"]), readAuthorization(inputs));
      return inputs;
    },
    async delete(id) {
      const [objectId = "", , clientId = ""] = id.split("/");
      removePreAuthorization(state, objectId, clientId);
    },
  };
}

function readAuthorization(inputs: Properties): PreAuthorization {
  return {
    clientId: requiredText(inputs, "authorizedClientId"),
    permissionIds: texts(inputs["permissionIds"]),
  };
}
