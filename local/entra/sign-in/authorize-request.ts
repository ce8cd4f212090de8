import { isGuid } from "../directory/ids.ts";
import {
  findApplicationByClientId,
  findServicePrincipalByClientId,
  type Application,
  type DirectoryState,
} from "../directory/state.ts";
import { grantedScopes } from "./consent.ts";
import { isRegisteredRedirectUri, type LocalUri } from "./redirect-uris.ts";
import { isRefusal, type Refusal } from "./refusal.ts";
import {
  applicationDisabled,
  idTokenNotEnabled,
  invalidApplicationId,
  missingServicePrincipal,
  parameterMissing,
  promptUnsupported,
  redirectUriMismatch,
  resourceNotListed,
  resourceParameterUnsupported,
  responseModeUnsupported,
  responseTypeUnsupported,
  scopeInvalid,
  singleTenantApplication,
  unknownApplication,
} from "./refusals.ts";
import { readScopes, type RequestedScopes } from "./requested-scopes.ts";

export type AuthorizeParameters = Readonly<Record<string, string | undefined>>;

export type AuthorizeRequest = {
  readonly client: Application;
  readonly redirectUri: string;
  readonly scopes: RequestedScopes;
};

/** What the answer to a refused request needs besides the refusal. `redirectUri` is set once it is known to be right. */
export type RefusedAuthorize = { readonly refusal: Refusal; readonly redirectUri: string | undefined };

const RESPONSE_TYPES = new Set(["code", "code id_token", "id_token"]);
const PROMPTS = new Set(["login", "none", "consent", "select_account"]);

/** Entra's own rules for an authorize request, before anyone signs in. `tenant` is the path segment as it came. */
export function checkAuthorizeRequest(
  state: DirectoryState,
  localUri: LocalUri,
  tenant: string,
  parameters: AuthorizeParameters,
): AuthorizeRequest | RefusedAuthorize {
  const client = findClient(state, parameters["client_id"]);
  if (isRefusal(client)) return { refusal: client, redirectUri: undefined };
  const redirectUri = parameters["redirect_uri"] ?? "";
  const toPage =
    checkAudience(client, tenant) ??
    (isRegisteredRedirectUri(client, redirectUri, localUri)
      ? undefined
      : redirectUriMismatch(redirectUri, client.clientId));
  if (toPage) return { refusal: toPage, redirectUri: undefined };
  const scopes = readScopes(state, client, parameters["scope"]);
  const refusal =
    checkResponseType(client, parameters) ??
    checkResponseMode(parameters) ??
    checkPrompt(parameters["prompt"]) ??
    (isRefusal(scopes)
      ? scopes
      : (checkOpenId(scopes, parameters) ??
        checkResourceParameter(scopes, parameters["resource"]) ??
        checkListedResources(state, client, scopes)));
  if (refusal) return { refusal, redirectUri };
  return { client, redirectUri, scopes: scopes as RequestedScopes };
}

/** The application of a request, with a service principal that is enabled. Both endpoints begin with it. */
export function findClient(state: DirectoryState, clientId: string | undefined): Application | Refusal {
  if (clientId === undefined || clientId === "") return parameterMissing("client_id");
  if (/^[0-]+$/.test(clientId)) return invalidApplicationId(clientId);
  const application = isGuid(clientId) ? findApplicationByClientId(state, clientId.toLowerCase()) : undefined;
  if (!application) return unknownApplication(clientId, state.tenantDomain);
  const principal = findServicePrincipalByClientId(state, application.clientId);
  if (!principal) return missingServicePrincipal(application.clientId, state.tenantId);
  if (!principal.enabled) return applicationDisabled(application.clientId, application.manifest.displayName);
  return application;
}

function checkAudience(client: Application, tenant: string): Refusal | undefined {
  const isShared = tenant === "common" || tenant === "organizations";
  if (!isShared || client.manifest.signInAudience !== "AzureADMyOrg") return undefined;
  return singleTenantApplication(client.clientId, client.manifest.displayName);
}

function checkResponseType(client: Application, parameters: AuthorizeParameters): Refusal | undefined {
  const responseType = parameters["response_type"];
  if (responseType === undefined) return parameterMissing("response_type");
  const sorted = responseType.split(" ").sort().join(" ");
  if (!RESPONSE_TYPES.has(sorted)) return responseTypeUnsupported(responseType);
  if (!sorted.includes("id_token")) return undefined;
  if (!client.manifest.idTokenIssuanceEnabled) return idTokenNotEnabled(client.clientId);
  if (parameters["nonce"] === undefined) return parameterMissing("nonce");
  return undefined;
}

function checkResponseMode(parameters: AuthorizeParameters): Refusal | undefined {
  const responseMode = parameters["response_mode"];
  if (responseMode === undefined) return undefined;
  if (!["query", "fragment", "form_post"].includes(responseMode))
    return responseModeUnsupported(responseMode);
  const asksForToken = parameters["response_type"]?.includes("id_token") ?? false;
  return responseMode === "query" && asksForToken ? responseModeUnsupported(responseMode) : undefined;
}

function checkPrompt(prompt: string | undefined): Refusal | undefined {
  return prompt === undefined || PROMPTS.has(prompt) ? undefined : promptUnsupported(prompt);
}

function checkOpenId(scopes: RequestedScopes, parameters: AuthorizeParameters): Refusal | undefined {
  const asksForToken = parameters["response_type"]?.includes("id_token") ?? false;
  if (!asksForToken || scopes.oidc.includes("openid")) return undefined;
  return scopeInvalid(parameters["scope"] ?? "", "'openid' is required to get an id_token.");
}

/** contract: entra B4: v1's parameter is ignored when it says what the scope says */
function checkResourceParameter(scopes: RequestedScopes, resource: string | undefined): Refusal | undefined {
  if (resource === undefined) return undefined;
  const agrees = scopes.resources.some(
    ({ application }) => application.clientId === resource || application.identifierUris.includes(resource),
  );
  return agrees ? undefined : resourceParameterUnsupported();
}

/** `.default` means what the registration lists, so a resource it does not list cannot be meant. contract: entra A6 */
function checkListedResources(
  state: DirectoryState,
  client: Application,
  scopes: RequestedScopes,
): Refusal | undefined {
  const unlisted = scopes.resources.find(
    (resource) =>
      resource.isDefault &&
      !client.manifest.requiredResourceAccesses.some(
        (access) => access.resourceAppId === resource.application.clientId,
      ) &&
      grantedScopes(state, { client, userId: "" }, resource).length === 0,
  );
  return unlisted && resourceNotListed(client.manifest.displayName, client.clientId, unlisted.name);
}
