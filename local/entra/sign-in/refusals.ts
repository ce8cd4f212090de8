import type { Refusal } from "./refusal.ts";

// One function per code, in Entra's words. Statuses, error names and channels: contract: entra B8.

function page(aadsts: number, error: string, text: string): Refusal {
  return { aadsts, error, text, status: 400, channel: "page" };
}

function redirect(aadsts: number, error: string, text: string): Refusal {
  return { aadsts, error, text, status: 400, channel: "redirect" };
}

export function unknownTenant(tenant: string): Refusal {
  return page(
    90002,
    "invalid_request",
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
  );
}

export function unknownApplication(clientId: string, tenantName: string): Refusal {
  return page(
    700016,
    "unauthorized_client",
    `Application with identifier '${clientId}' was not found in the directory '${tenantName}'. ` +
      "This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
  );
}

export function invalidApplicationId(clientId: string): Refusal {
  return page(700038, "unauthorized_client", `'${clientId}' is not a valid application identifier.`);
}

/** The application is there, its service principal is not. */
export function missingServicePrincipal(clientId: string, tenantId: string): Refusal {
  return page(
    7000229,
    "unauthorized_client",
    `The client application ${clientId} is missing service principal in the tenant ${tenantId}.`,
  );
}

export function applicationDisabled(clientId: string, name: string): Refusal {
  return page(7000112, "unauthorized_client", `Application '${clientId}'(${name}) is disabled.`);
}

export function singleTenantApplication(clientId: string, name: string): Refusal {
  return page(
    50194,
    "invalid_request",
    `Application '${clientId}'(${name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
  );
}

export function redirectUriMismatch(redirectUri: string, clientId: string): Refusal {
  return page(
    50011,
    "invalid_request",
    `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'. ` +
      "Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.",
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

export function idTokenNotEnabled(clientId: string): Refusal {
  return redirect(
    700054,
    "unsupported_response_type",
    `response_type 'id_token' is not enabled for the application '${clientId}'.`,
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
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. ${reason}`,
  );
}

export function scopeUnknown(clientName: string, scope: string, resourceAppId: string): Refusal {
  return redirect(
    650053,
    "invalid_client",
    `The application '${clientName}' asked for scope '${scope}' that doesn't exist on the resource '${resourceAppId}'. Contact the app vendor.`,
  );
}

export function resourceUnknown(resource: string, tenantName: string): Refusal {
  return {
    aadsts: 500011,
    error: "invalid_resource",
    text:
      `The resource principal named ${resource} was not found in the tenant named ${tenantName}. ` +
      "This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.",
    status: 400,
    channel: "redirect",
    hasErrorUri: true,
  };
}

export function resourceNotListed(clientName: string, clientId: string, resourceAppId: string): Refusal {
  return redirect(
    650057,
    "invalid_resource",
    `Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: ${clientId}(${clientName}). Resource value from request: ${resourceAppId}.`,
  );
}

export function scopesOfTwoResources(scopes: string): Refusal {
  return redirect(
    28000,
    "invalid_scope",
    `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scopes} is not valid.`,
  );
}

export function notDefaultScope(scope: string): Refusal {
  return redirect(
    1002012,
    "invalid_scope",
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  );
}

export function consentRequired(clientId: string, clientName: string): Refusal {
  return {
    aadsts: 65001,
    error: "invalid_grant",
    text: `The user or administrator has not consented to use the application with ID '${clientId}' named '${clientName}'. Send an interactive authorization request for this user and resource.`,
    status: 400,
    channel: "redirect",
    suberror: "consent_required",
  };
}

export function consentDeclined(): Refusal {
  return redirect(65004, "access_denied", "User declined to consent to access the app.");
}

export function adminConsentRequired(clientName: string): Refusal {
  return page(
    90094,
    "consent_required",
    `${clientName} needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.`,
  );
}

export function userNotAssigned(userName: string, clientId: string, clientName: string): Refusal {
  return page(
    50105,
    "interaction_required",
    `Your administrator has configured the application ${clientName} ('${clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user '${userName}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
  );
}

export function applicationNotAssigned(clientId: string, clientName: string, resourceAppId: string): Refusal {
  return page(
    501051,
    "invalid_grant",
    `Application '${clientId}'(${clientName}) is not assigned to a role for the application '${resourceAppId}'.`,
  );
}

export function noSession(): Refusal {
  return redirect(50058, "login_required", "A silent sign-in request was sent but no user is signed in.");
}

export function secretWrong(clientId: string): Refusal {
  return {
    aadsts: 7000215,
    error: "invalid_client",
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    status: 401,
    channel: "page",
    hasErrorUri: true,
  };
}

export function secretExpired(clientId: string): Refusal {
  return {
    aadsts: 7000222,
    error: "invalid_client",
    text: `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app.`,
    status: 401,
    channel: "page",
    hasErrorUri: true,
  };
}

export function credentialMissing(): Refusal {
  return {
    aadsts: 7000218,
    error: "invalid_client",
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    status: 401,
    channel: "page",
  };
}

export function assertionInvalid(clientId: string, reason: string): Refusal {
  return {
    aadsts: 700027,
    error: "invalid_client",
    text: `The certificate with identifier used to sign the client assertion is not registered on application. Application '${clientId}': ${reason}.`,
    status: 401,
    channel: "page",
  };
}

export function noFederatedCredential(subject: string, issuer: string, audience: string): Refusal {
  return {
    aadsts: 700213,
    error: "invalid_client",
    text: `No matching federated identity record found for presented assertion subject '${subject}'. Assertion issuer '${issuer}', audience '${audience}'. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
    status: 401,
    channel: "page",
  };
}

export function grantTypeUnsupported(grantType: string): Refusal {
  return redirect(
    70003,
    "unsupported_grant_type",
    `The app requested an unsupported grant type '${grantType}'.`,
  );
}

export function grantMalformed(what: string): Refusal {
  return redirect(9002313, "invalid_grant", `Invalid request. Request is malformed or invalid: ${what}.`);
}

export function codeRedeemed(): Refusal {
  return redirect(
    54005,
    "invalid_grant",
    "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
  );
}

export function grantExpired(): Refusal {
  return redirect(
    70008,
    "invalid_grant",
    "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
  );
}

export function grantOfAnotherClient(): Refusal {
  return redirect(
    70000,
    "invalid_grant",
    "Provided grant is invalid or malformed. It was issued to another client id.",
  );
}

export function codeRedirectMismatch(): Refusal {
  return redirect(
    50011,
    "invalid_grant",
    "The redirect URI specified in the request does not match the one the authorization code was issued for.",
  );
}

export function codeVerifierMismatch(): Refusal {
  return redirect(
    501481,
    "invalid_grant",
    "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
  );
}

export function flowExpired(): Refusal {
  return page(
    50089,
    "invalid_request",
    "Authentication failed due to flow token expired. Go back to the application and sign in again.",
  );
}
