import { ProviderError, type Invoke } from "../../provider/handler.ts";
import type { Properties } from "../../provider/values.ts";
import type { Directory } from "../directory.ts";
import { text } from "../directory/manifest.ts";
import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import type { DirectoryState, ServicePrincipal } from "../directory/state.ts";
import { servicePrincipalOutputs } from "./service-principal-outputs.ts";

export function getClientConfig(directory: Directory): Invoke {
  return {
    token: "azuread:index/getClientConfig:getClientConfig",
    async invoke() {
      const { clientId, objectId } = directory.deployer;
      const { tenantId } = directory;
      return { id: `${tenantId}-${clientId}-${objectId}`, clientId, objectId, tenantId };
    },
  };
}

export function getServicePrincipal(state: DirectoryState): Invoke {
  return {
    token: "azuread:index/getServicePrincipal:getServicePrincipal",
    async invoke(args) {
      const principal = findServicePrincipal(state, args);
      return {
        ...servicePrincipalOutputs(state, principal),
        id: principal.objectId,
        alternativeNames: [],
        description: "",
        featureTags: [],
        features: [],
        loginUrl: "",
        notes: "",
        notificationEmailAddresses: [],
        preferredSingleSignOnMode: "",
        samlSingleSignOns: [],
        tags: [],
      };
    },
  };
}

/** Of Microsoft's applications only Graph is in the local tenant. */
export function getApplicationPublishedAppIds(): Invoke {
  return {
    token: "azuread:index/getApplicationPublishedAppIds:getApplicationPublishedAppIds",
    async invoke() {
      return { id: "appIds", result: { MicrosoftGraph: MICROSOFT_GRAPH } };
    },
  };
}

function findServicePrincipal(state: DirectoryState, args: Properties): ServicePrincipal {
  const keys = (["clientId", "displayName", "objectId"] as const).flatMap((key) => {
    const value = text(args[key]);
    return value === undefined ? [] : [{ key, value }];
  });
  const [wanted, ...others] = keys;
  if (!wanted || others.length > 0) {
    throw new ProviderError(
      "InvalidArgument",
      "One of `clientId`, `displayName`, `objectId` must be specified, and only one.",
    );
  }
  const found = [...state.servicePrincipals.values()].filter(
    (principal) => principal[wanted.key] === wanted.value,
  );
  const [principal] = found;
  if (!principal) {
    throw new ProviderError(
      "Request_ResourceNotFound",
      `No service principal found with ${wanted.key} "${wanted.value}"`,
    );
  }
  if (found.length > 1) {
    throw new ProviderError(
      "InvalidArgument",
      `Found multiple service principals with ${wanted.key} "${wanted.value}"`,
    );
  }
  return principal;
}
