import type { CheckFailure, ResourceHandler } from "../../provider/handler.ts";
import { isList, type Properties } from "../../provider/values.ts";
import {
  addFederatedCredential,
  removeFederatedCredential,
  updateFederatedCredential,
  type FederatedCredentialRequest,
} from "../directory/federated-credentials.ts";
import { requiredText, text, texts } from "../directory/manifest.ts";
import type { DirectoryState } from "../directory/state.ts";
import { applicationId, checkApplicationId, objectIdOf } from "./application-id.ts";
import { checkNotEmpty } from "./check.ts";

export function applicationFederatedIdentityCredentialHandler(state: DirectoryState): ResourceHandler {
  return {
    type: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
    replaceOn: ["applicationId", "displayName"],
    computed: ["credentialId"],
    check: (inputs) => ({
      inputs,
      failures: [
        ...checkApplicationId(inputs["applicationId"]),
        ...checkNotEmpty("displayName", inputs["displayName"]),
        ...checkNotEmpty("issuer", inputs["issuer"]),
        ...checkNotEmpty("subject", inputs["subject"]),
        ...checkAudiences(inputs),
      ],
    }),
    async create(inputs) {
      const objectId = objectIdOf(inputs["applicationId"]);
      const credential = addFederatedCredential(state, objectId, readRequest(inputs));
      return {
        id: `${objectId}/federatedIdentityCredential/${credential.id}`,
        outputs: { ...inputs, credentialId: credential.id },
      };
    },
    async read(id) {
      const [objectId = "", , credentialId = ""] = id.split("/");
      const found = state.applications
        .get(objectId)
        ?.federatedCredentials.find((credential) => credential.id === credentialId);
      if (!found) return undefined;
      const inputs = {
        applicationId: applicationId(objectId),
        audiences: found.audiences,
        ...(found.description === undefined ? {} : { description: found.description }),
        displayName: found.displayName,
        issuer: found.issuer,
        subject: found.subject,
      };
      return { id, inputs, outputs: { ...inputs, credentialId } };
    },
    async update(id, inputs) {
      const [objectId = "", , credentialId = ""] = id.split("/");
      updateFederatedCredential(state, objectId, credentialId, readRequest(inputs));
      return { ...inputs, credentialId };
    },
    async delete(id) {
      const [objectId = "", , credentialId = ""] = id.split("/");
      removeFederatedCredential(state, objectId, credentialId);
    },
  };
}

function readRequest(inputs: Properties): FederatedCredentialRequest {
  return {
    displayName: requiredText(inputs, "displayName"),
    description: text(inputs["description"]),
    issuer: requiredText(inputs, "issuer"),
    subject: requiredText(inputs, "subject"),
    audiences: texts(inputs["audiences"]),
  };
}

/** contract: entra A5, exactly one */
function checkAudiences(inputs: Properties): readonly CheckFailure[] {
  const audiences = inputs["audiences"];
  if (!isList(audiences) || audiences.length === 1) return [];
  return [{ property: "audiences", reason: `must have exactly one item, got ${audiences.length}` }];
}
