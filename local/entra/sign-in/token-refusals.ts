import type { Application } from "../directory/state.ts";
import type { Refusal } from "./refusal.ts";

// What only the token endpoint refuses, in Entra's words. Statuses and error names: contract: entra B8.

function refused(aadsts: number, error: string, text: string): Refusal {
  return { aadsts, error, text, status: 400, channel: "page" };
}

function wrongClient(aadsts: number, text: string): Refusal {
  return { ...refused(aadsts, "invalid_client", text), status: 401 };
}

export function credentialMissing(): Refusal {
  return wrongClient(
    7000218,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  );
}

export function secretWrong(client: Application): Refusal {
  return {
    ...wrongClient(
      7000215,
      "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not " +
        `the client secret ID, for a secret added to app '${client.clientId}'.`,
    ),
    hasErrorUri: true,
  };
}

export function secretExpired(client: Application): Refusal {
  return {
    ...wrongClient(
      7000222,
      `The provided client secret keys for app '${client.clientId}' are expired. Visit the Azure portal to create ` +
        "new keys for your app, or consider using certificate credentials for added security.",
    ),
    hasErrorUri: true,
  };
}

/** The assertion itself is no good: signature, lifetime, form. */
export function assertionInvalid(client: Application, reason: string): Refusal {
  return wrongClient(
    700027,
    `The client assertion for application '${client.clientId}' failed signature validation: ${reason}.`,
  );
}

export function noFederatedCredential(
  client: Application,
  presented: { readonly subject: string; readonly issuer: string; readonly audience: string },
): Refusal {
  const { subject, issuer, audience } = presented;
  const declared = client.federatedCredentials.map(
    (credential) => `${credential.subject} of ${credential.issuer} for ${credential.audiences.join(", ")}`,
  );
  return {
    ...wrongClient(
      700213,
      `No matching federated identity record found for presented assertion subject '${subject}'. Assertion issuer ` +
        `'${issuer}', audience '${audience}'. Check your federated identity credential Subject, Audience and Issuer ` +
        "against the presented assertion.",
    ),
    hint: `Federated credentials of ${client.manifest.displayName}: ${declared.join("; ") || "none"}.`,
  };
}

export function requestMalformed(what: string): Refusal {
  return refused(9002313, "invalid_request", `Invalid request. Request is malformed or invalid: ${what}.`);
}

export function grantTypeUnsupported(grantType: string): Refusal {
  return refused(
    70003,
    "unsupported_grant_type",
    `The app requested an unsupported grant type '${grantType}'.`,
  );
}

/** contract: entra B8: seen as invalid_grant for codes and refresh tokens that are none */
export function grantMalformed(what: string): Refusal {
  return refused(9002313, "invalid_grant", `Invalid request. Request is malformed or invalid: ${what}.`);
}

export function grantOfAnotherClient(): Refusal {
  return refused(
    70000,
    "invalid_grant",
    "Provided grant is invalid or malformed: it was issued to another client.",
  );
}

export function codeRedeemed(): Refusal {
  return refused(
    54005,
    "invalid_grant",
    "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
  );
}

export function grantExpired(): Refusal {
  return refused(
    70008,
    "invalid_grant",
    "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive " +
      "authorization request for this user and resource.",
  );
}

export function codeRedirectMismatch(): Refusal {
  return refused(
    50011,
    "invalid_grant",
    "The redirect URI specified in the request does not match the one the authorization code was issued for.",
  );
}

export function codeVerifierMismatch(): Refusal {
  return refused(
    501481,
    "invalid_grant",
    "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
  );
}

/** The user left the directory after the sign-in. */
export function userGone(tenantName: string): Refusal {
  return refused(
    50034,
    "invalid_grant",
    `The user account does not exist in the ${tenantName} directory. To sign into this application, the account must be added to the directory.`,
  );
}

export function scopesOfTwoResources(scopes: string): Refusal {
  return refused(
    28000,
    "invalid_scope",
    "Provided value for the input parameter scope is not valid because it contains more than one resource. " +
      `Scope ${scopes} is not valid.`,
  );
}

export function notDefaultScope(scope: string): Refusal {
  return refused(
    1002012,
    "invalid_scope",
    `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with ` +
      "/.default suffixed to the resource identifier (application ID URI).",
  );
}

export function applicationNotAssigned(client: Application, resource: Application): Refusal {
  return {
    ...refused(
      501051,
      "invalid_grant",
      `Application '${client.clientId}'(${client.manifest.displayName}) is not assigned to a role for the ` +
        `application '${resource.clientId}'(${resource.manifest.displayName}).`,
    ),
    hint: "appRoleAssignmentRequired is true and no azuread.AppRoleAssignment names this application.",
  };
}
