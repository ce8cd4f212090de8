import { requiredText } from "../directory/manifest.ts";
import type { ResourceHandler } from "../../provider/handler.ts";
import { addIdentifierUri, removeIdentifierUri } from "../directory/identifier-uris.ts";
import type { DirectoryState } from "../directory/state.ts";
import { applicationId, checkApplicationId, objectIdOf } from "./application-id.ts";
import { checkIdentifierUri } from "./check-uri.ts";

export function applicationIdentifierUriHandler(state: DirectoryState): ResourceHandler {
  return {
    type: "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri",
    replaceOn: ["applicationId", "identifierUri"],
    computed: [],
    check: (inputs) => ({
      inputs,
      failures: [
        ...checkApplicationId(inputs["applicationId"]),
        ...checkIdentifierUri("identifierUri", inputs["identifierUri"] ?? ""),
      ],
    }),
    async create(inputs) {
      const objectId = objectIdOf(inputs["applicationId"]);
      const uri = requiredText(inputs, "identifierUri");
      addIdentifierUri(state, objectId, uri);
      return { id: formatId(objectId, uri), outputs: inputs };
    },
    async read(id) {
      const { objectId, uri } = parseId(id);
      if (!state.applications.get(objectId)?.identifierUris.includes(uri)) return undefined;
      const inputs = { applicationId: applicationId(objectId), identifierUri: uri };
      return { id, inputs, outputs: inputs };
    },
    async delete(id) {
      const { objectId, uri } = parseId(id);
      removeIdentifierUri(state, objectId, uri);
    },
  };
}

/** The provider keeps the URI in base64, because it has slashes itself. */
function formatId(objectId: string, uri: string): string {
  return `${applicationId(objectId)}/identifierUris/${Buffer.from(uri).toString("base64")}`;
}

function parseId(id: string): { readonly objectId: string; readonly uri: string } {
  const [, objectId = "", encoded = ""] = /^\/applications\/([^/]+)\/identifierUris\/(.+)$/.exec(id) ?? [];
  return { objectId, uri: Buffer.from(encoded, "base64").toString("utf8") };
}
