import { isGuid } from "../directory/ids.ts";
import {
  findApplicationByClientId,
  findServicePrincipalByClientId,
  type Application,
  type DirectoryState,
} from "../directory/state.ts";
import { grantedScopes } from "./consent.ts";
import type { Fields } from "./http.ts";
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

export type AuthorizeRequest = {
  readonly client: Application;
  readonly redirectUri: string;
  readonly scopes: RequestedScopes;
};

/** `redirectUri` is there once it is known to be the application's: before that, nobody is sent anywhere. */
export type RefusedAuthorize = { readonly refusal: Refusal; readonly redirectUri: string | undefined };

const RESPONSE_TYPES = new Set(["code", "code id_token", "id_token"]);
const RESPONSE_MODES = new Set(["query", "fragment", "form_post"]);
const PROMPTS = new Set(["login", "none", "consent", "select_account"]);

/** Entra's rules for an authorize request, before anyone signs in. `tenant`: the path segment as it came. */
export function checkAuthorizeRequest(
  state: DirectoryState,
  localUri: LocalUri,
  tenant: string,
  parameters: Fields,
): AuthorizeRequest | RefusedAuthorize {
  const client = findClient(state, parameters["client_id"]);
  if (isRefusal(client)) return { refusal: client, redirectUri: undefined };
  const { redirect_uri: redirectUri = "" } = parameters;
  const notOurs = checkAudience(client, tenant) ?? checkRedirectUri(client, redirectUri, localUri);
  if (notOurs) return { refusal: notOurs, redirectUri: undefined };
  const malformed =
    checkResponseType(client, parameters) ??
    checkResponseMode(parameters) ??
    checkNonce(parameters) ??
    checkPrompt(parameters);
  if (malformed) return { refusal: malformed, redirectUri };
  const scopes = readScopes(state, client, parameters["scope"]);
  if (isRefusal(scopes)) return { refusal: scopes, redirectUri };
  const outOfScope =
    checkOpenId(scopes, parameters) ??
    checkResourceParameter(scopes, parameters) ??
    checkListedResources(state, client, scopes);
  return outOfScope ? { refusal: outOfScope, redirectUri } : { client, redirectUri, scopes };
}

/** The application of a request, with a service principal that is enabled. Both endpoints begin with it. */
export function findClient(state: DirectoryState, clientId: string | undefined): Application | Refusal {
  if (clientId === undefined || clientId === "") return parameterMissing("client_id");
  if (/^[0-]+$/.test(clientId)) return invalidApplicationId(clientId);
  const application = isGuid(clientId) ? findApplicationByClientId(state, clientId.toLowerCase()) : undefined;
  if (!application) return unknownApplication(clientId, state);
  const principal = findServicePrincipalByClientId(state, application.clientId);
  if (!principal) return missingServicePrincipal(application, state.tenantId);
  return principal.enabled ? application : applicationDisabled(application);
}

function checkAudience(client: Application, tenant: string): Refusal | undefined {
  const isShared = tenant === "common" || tenant === "organizations";
  const isSingleTenant = client.manifest.signInAudience === "AzureADMyOrg";
  return isShared && isSingleTenant ? singleTenantApplication(client) : undefined;
}

function checkRedirectUri(client: Application, uri: string, localUri: LocalUri): Refusal | undefined {
  return isRegisteredRedirectUri(client, uri, localUri) ? undefined : redirectUriMismatch(uri, client);
}

function checkResponseType(client: Application, parameters: Fields): Refusal | undefined {
  const responseType = parameters["response_type"];
  if (responseType === undefined) return parameterMissing("response_type");
  if (!RESPONSE_TYPES.has(responseType.split(" ").sort().join(" "))) {
    return responseTypeUnsupported(responseType);
  }
  const isEnabled = client.manifest.idTokenIssuanceEnabled || !asksForIdToken(parameters);
  return isEnabled ? undefined : idTokenNotEnabled(client);
}

/** contract: entra B4: a token never travels in a query */
function checkResponseMode(parameters: Fields): Refusal | undefined {
  const responseMode = parameters["response_mode"];
  if (responseMode === undefined) return undefined;
  const isUsable =
    RESPONSE_MODES.has(responseMode) && !(responseMode === "query" && asksForIdToken(parameters));
  return isUsable ? undefined : responseModeUnsupported(responseMode);
}

function checkNonce(parameters: Fields): Refusal | undefined {
  const isMissing = asksForIdToken(parameters) && parameters["nonce"] === undefined;
  return isMissing ? parameterMissing("nonce") : undefined;
}

function checkPrompt({ prompt }: Fields): Refusal | undefined {
  return prompt === undefined || PROMPTS.has(prompt) ? undefined : promptUnsupported(prompt);
}

function checkOpenId(scopes: RequestedScopes, parameters: Fields): Refusal | undefined {
  if (!asksForIdToken(parameters) || scopes.oidc.includes("openid")) return undefined;
  return scopeInvalid(parameters["scope"] ?? "", "An id_token needs the scope 'openid'.");
}

/** contract: entra B4: v1's parameter is ignored when it says what the scope says */
function checkResourceParameter(scopes: RequestedScopes, { resource }: Fields): Refusal | undefined {
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
  const listed = new Set(client.manifest.requiredResourceAccesses.map((access) => access.resourceAppId));
  const unlisted = scopes.resources.find(
    (resource) =>
      resource.isDefault &&
      !listed.has(resource.application.clientId) &&
      grantedScopes(state, { client, userId: undefined }, resource).length === 0,
  );
  return unlisted && resourceNotListed(client, unlisted.name);
}

export function asksForIdToken(parameters: Fields): boolean {
  return parameters["response_type"]?.split(" ").includes("id_token") ?? false;
}
