import type { Application, DirectoryState } from "../directory/state.ts";
import type { Refusal } from "./refusal.ts";

// One function per code, in Entra's words. Statuses, error names and channels: contract: entra B8.

function page(aadsts: number, error: string, text: string, hint?: string): Refusal {
  return { aadsts, error, text, status: 400, channel: "page", ...(hint === undefined ? {} : { hint }) };
}

function redirect(aadsts: number, error: string, text: string, hint?: string): Refusal {
  return { ...page(aadsts, error, text, hint), channel: "redirect" };
}

function nameOf(application: Application): string {
  return application.manifest.displayName;
}

/** "a, b" or "none" */
function listed(values: readonly string[]): string {
  return values.length > 0 ? values.join(", ") : "none";
}

export function unknownTenant(tenant: string): Refusal {
  return page(
    90002,
    "invalid_request",
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

export function unknownApplication(clientId: string, state: DirectoryState): Refusal {
  return page(
    700016,
    "unauthorized_client",
    `Application with identifier '${clientId}' was not found in the directory '${state.tenantDomain}'. ` +
      "This can happen if the application has not been installed by the administrator of the tenant or consented to " +
      "by any user in the tenant. You may have sent your authentication request to the wrong tenant.",
    `Declared applications: ${listed([...state.applications.values()].map((application) => `${nameOf(application)} (${application.clientId})`))}.`,
  );
}

export function invalidApplicationId(clientId: string): Refusal {
  return page(700038, "unauthorized_client", `'${clientId}' is not a valid application identifier.`);
}

/** The application is there, its service principal is not. */
export function missingServicePrincipal(client: Application, tenantId: string): Refusal {
  return page(
    7000229,
    "unauthorized_client",
    `The client application ${client.clientId} is missing service principal in the tenant ${tenantId}.`,
    `The program declares no azuread.ServicePrincipal for ${nameOf(client)}.`,
  );
}

export function applicationDisabled(client: Application): Refusal {
  return page(
    7000112,
    "unauthorized_client",
    `Application '${client.clientId}'(${nameOf(client)}) is disabled.`,
    `accountEnabled of the service principal of ${nameOf(client)} is false.`,
  );
}

export function singleTenantApplication(client: Application): Refusal {
  return page(
    50194,
    "invalid_request",
    `Application '${client.clientId}'(${nameOf(client)}) is not configured as a multi-tenant application. ` +
      "Usage of the /common endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the " +
      "application to be multi-tenant.",
  );
}

export function redirectUriMismatch(redirectUri: string, client: Application): Refusal {
  return page(
    50011,
    "invalid_request",
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the ` +
      `application '${client.clientId}'. Make sure the redirect URI sent in the request matches one added to your ` +
      "application in the Azure portal.",
    `web.redirectUris of ${nameOf(client)}: ${listed(client.manifest.redirectUris)}.`,
  );
}

export function parameterMissing(parameter: string): Refusal {
  return redirect(
    900144,
    "invalid_request",
    `The request body must contain the following parameter: '${parameter}'.`,
  );
}

export function responseTypeUnsupported(responseType: string): Refusal {
  return redirect(
    70005,
    "unsupported_response_type",
    `The response type '${responseType}' is not supported. Local Entra ID serves 'code', 'code id_token' and 'id_token'.`,
  );
}

export function idTokenNotEnabled(client: Application): Refusal {
  return redirect(
    700054,
    "unsupported_response_type",
    `response_type 'id_token' is not enabled for the application '${client.clientId}'.`,
    `web.implicitGrant.idTokenIssuanceEnabled of ${nameOf(client)} is not true.`,
  );
}

export function responseModeUnsupported(responseMode: string): Refusal {
  return redirect(
    70007,
    "invalid_request",
    `'${responseMode}' is not a supported value of 'response_mode' when requesting a token.`,
  );
}

export function promptUnsupported(prompt: string): Refusal {
  return redirect(90023, "invalid_request", `Unsupported 'prompt' value '${prompt}'.`);
}

export function resourceParameterUnsupported(): Refusal {
  return redirect(901002, "invalid_request", "The 'resource' request parameter isn't supported.");
}

export function scopeInvalid(scope: string, reason: string): Refusal {
  return redirect(
    70011,
    "invalid_scope",
    `The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. ${reason}`,
  );
}

export function scopeUnknown(client: Application, scope: string, resource: Application): Refusal {
  return redirect(
    650053,
    "invalid_client",
    `The application '${nameOf(client)}' asked for scope '${scope}' that doesn't exist on the resource ` +
      `'${resource.clientId}'. Contact the app vendor.`,
    `Scopes that ${nameOf(resource)} publishes: ${listed(resource.manifest.scopes.map(({ value, enabled }) => (enabled ? value : `${value} (disabled)`)))}.`,
  );
}

export function resourceUnknown(resource: string, state: DirectoryState): Refusal {
  const published = [...state.servicePrincipals.values()].flatMap(({ clientId }) =>
    [...state.applications.values()]
      .filter((application) => application.clientId === clientId)
      .flatMap((application) => application.identifierUris),
  );
  return {
    ...redirect(
      500011,
      "invalid_resource",
      `The resource principal named ${resource} was not found in the tenant named ${state.tenantDomain}. ` +
        "This can happen if the application has not been installed by the administrator of the tenant or consented " +
        "to by any user in the tenant. You might have sent your authentication request to the wrong tenant.",
      `Identifier URIs of applications with a service principal: ${listed(published)}.`,
    ),
    hasErrorUri: true,
  };
}

export function resourceNotListed(client: Application, resource: string): Refusal {
  return redirect(
    650057,
    "invalid_resource",
    "Invalid resource. The client has requested access to a resource which is not listed in the requested permissions " +
      `in the client's application registration. Client app ID: ${client.clientId}(${nameOf(client)}). ` +
      `Resource value from request: ${resource}.`,
    `requiredResourceAccesses of ${nameOf(client)}: ${listed(client.manifest.requiredResourceAccesses.map((access) => access.resourceAppId))}.`,
  );
}

export function consentRequired(client: Application): Refusal {
  return {
    ...redirect(
      65001,
      "invalid_grant",
      `The user or administrator has not consented to use the application with ID '${client.clientId}' named ` +
        `'${nameOf(client)}'. Send an interactive authorization request for this user and resource.`,
    ),
    suberror: "consent_required",
  };
}

export function consentDeclined(): Refusal {
  return redirect(65004, "access_denied", "User declined to consent to access the app.");
}

export function adminConsentRequired(client: Application, scopes: readonly string[]): Refusal {
  return page(
    90094,
    "consent_required",
    `${nameOf(client)} needs permission to access resources in your organization that only an admin can grant. ` +
      "Please ask an admin to grant permission to this app before you can use it.",
    `Scopes of type Admin without a grant or pre-authorisation: ${listed(scopes)}.`,
  );
}

export function userNotAssigned(userName: string, client: Application): Refusal {
  return page(
    50105,
    "interaction_required",
    `Your administrator has configured the application ${nameOf(client)} ('${client.clientId}') to block users unless ` +
      `they are specifically granted ('assigned') access to the application. The signed in user '${userName}' is ` +
      "blocked because they are not a direct member of a group with access, nor had access directly assigned by an " +
      "administrator. Please contact your administrator to assign access to this application.",
    "appRoleAssignmentRequired is true and no azuread.AppRoleAssignment names this user.",
  );
}

export function noSession(): Refusal {
  return redirect(50058, "login_required", "A silent sign-in request was sent but no user is signed in.");
}

export function flowExpired(): Refusal {
  return page(
    50089,
    "invalid_request",
    "Authentication failed due to flow token expired. Go back to the application and sign in again.",
  );
}
