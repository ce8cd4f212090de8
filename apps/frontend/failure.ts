import type { BackendAnswer } from "./backend-client.ts";

/** The stations of a call, in order. A failure stops at one of them. */
export const stations = ["browser", "frontend", "frontDoor", "api"] as const;
export type Station = (typeof stations)[number];

/** Why there is no profile, in words for the person who asked and for the developer who has to mend it. */
export type Failure = {
  readonly title: string;
  readonly stoppedAt: Station;
  /** a few words for the picture of the flow */
  readonly caption: string;
  readonly forPerson: string;
  readonly forDeveloper: readonly string[];
  readonly signInAgain: boolean;
  /** the status that the frontend itself answers with */
  readonly status: number;
};

/** What is known about the call beside the answer. */
export type CallContext = {
  /** the client id of this frontend, as its ID token names it */
  readonly clientId: string | undefined;
  /** when the token that was sent had expired already */
  readonly expiredAt: Date | undefined;
};

type FailedAnswer = Exclude<BackendAnswer, { kind: "profile" }> | { readonly kind: "noToken" };

/** What a failed call means. */
export function explainFailure(answer: FailedAnswer, context: CallContext): Failure {
  if (answer.kind === "noToken") return noToken();
  if (answer.kind === "status") return explainStatus(answer.status, answer.message, context);
  if (answer.kind === "unreadable") return unreadable(answer.status, answer.contentType);
  if (answer.kind === "unreachable") return unreachable(answer.reason);
  return timeout(answer.afterMs);
}

function explainStatus(status: number, message: string | undefined, context: CallContext): Failure {
  if (status === 401) return tokenNotAccepted(context);
  if (status === 403) return applicationNotAllowed(context);
  if (status >= 300 && status < 400) return redirected(status);
  return status >= 500 ? apiFailed(status, message) : apiRefused(status, message);
}

function noToken(): Failure {
  return {
    title: "There is no access token to call the API with",
    stoppedAt: "frontend",
    caption: "No access token",
    forPerson: "You are signed in, but this site holds no access token of yours. Signing in again may help.",
    forDeveloper: [
      "The platform sent no `X-MS-TOKEN-AAD-ACCESS-TOKEN` header.",
      "Check the frontend's authsettingsV2: `login.tokenStore.enabled` must be true, `clientSecretSettingName` must name an app setting that holds the secret, and `loginParameters` must hold `scope=openid profile email offline_access api://<backend client id>/user_impersonation`.",
      "Sessions from before such a change keep their old tokens: sign in again.",
    ],
    signInAgain: true,
    status: 500,
  };
}

function tokenNotAccepted({ expiredAt }: CallContext): Failure {
  return {
    title: "The API did not accept the access token (401)",
    stoppedAt: "frontDoor",
    caption: "Token not accepted (401)",
    forPerson:
      "Your sign-in is not valid for the API. Sign in again; if that changes nothing, tell the people who run this site.",
    forDeveloper: [
      expiredAt === undefined
        ? "The backend refused the token's signature, issuer, audience or lifetime."
        : `The token had expired at ${expiredAt.toISOString()} and signing in again did not renew it.`,
      "Audience: the frontend's `loginParameters` must ask for `api://<backend client id>/user_impersonation`; without it the token is for Microsoft Graph. The backend's `allowedAudiences` must contain `api://<backend client id>`.",
      "Issuer: the backend's `openIdIssuer` must name the tenant that people sign in to.",
    ],
    signInAgain: true,
    status: 502,
  };
}

function applicationNotAllowed({ clientId }: CallContext): Failure {
  return {
    title: "The API does not let this site in (403)",
    stoppedAt: "frontDoor",
    caption: "Application not allowed (403)",
    forPerson:
      "You are signed in, but this site may not use the API. Only the people who run it can change that.",
    forDeveloper: [
      "The token is valid, but the backend's authorization policy refuses it.",
      `Add the frontend's client id${clientId === undefined ? "" : ` \`${clientId}\``} to \`allowedApplications\` of the backend's \`defaultAuthorizationPolicy\` (authsettingsV2, validation of the Microsoft provider). If it is there already, check \`allowedPrincipals\` and \`jwtClaimChecks\`.`,
      "A site that is stopped answers 403 as well.",
    ],
    signInAgain: false,
    status: 502,
  };
}

function redirected(status: number): Failure {
  return {
    title: `The API answered with a redirect (${status})`,
    stoppedAt: "frontDoor",
    caption: `Redirected (${status})`,
    forPerson:
      "The API sent this site elsewhere instead of answering. Only the people who run it can change that.",
    forDeveloper: [
      "A redirect is never followed with an access token.",
      "Check that `BACKEND_URL` is the backend's https address, and that its `unauthenticatedClientAction` is `Return401`.",
    ],
    signInAgain: false,
    status: 502,
  };
}

function apiRefused(status: number, message: string | undefined): Failure {
  return {
    title: `The API refused the request (${status})`,
    stoppedAt: "api",
    caption: `Refused (${status})`,
    forPerson:
      "The API was reached, but it does not know this request. Only the people who run it can change that.",
    forDeveloper: [
      ...quote(message),
      "Check that `BACKEND_URL` is the address of the backend: it must serve `/get-profile`.",
    ],
    signInAgain: false,
    status: 502,
  };
}

function apiFailed(status: number, message: string | undefined): Failure {
  return {
    title: `The API failed (${status})`,
    stoppedAt: "api",
    caption: `Failed (${status})`,
    forPerson: "The API has a problem of its own. Try again in a moment.",
    forDeveloper: [...quote(message), "The backend's log stream has the details."],
    signInAgain: false,
    status: 502,
  };
}

function unreadable(status: number, contentType: string): Failure {
  return {
    title: "The API's answer could not be read",
    stoppedAt: "api",
    caption: "Unexpected answer",
    forPerson: "The API answered, but not with a profile. Only the people who run this site can change that.",
    forDeveloper: [
      `The answer had status ${status} and the content type \`${contentType}\`, and is not JSON with a \`profile\` object.`,
      "Check that `BACKEND_URL` is the address of the backend and not of another site.",
    ],
    signInAgain: false,
    status: 502,
  };
}

function unreachable(reason: string | undefined): Failure {
  return {
    title: "The API could not be reached",
    stoppedAt: "frontDoor",
    caption: "Not reached",
    forPerson: "The API is not there at the moment. Try again in a moment.",
    forDeveloper: [
      `The connection to \`BACKEND_URL\` failed${reason === undefined ? "" : ` with \`${reason}\``}.`,
      "Check that the address is right and that the backend is started.",
    ],
    signInAgain: false,
    status: 502,
  };
}

function timeout(afterMs: number): Failure {
  return {
    title: "The API took too long",
    stoppedAt: "frontDoor",
    caption: "No answer in time",
    forPerson: "The API did not answer in time. It may just be starting: try again in a moment.",
    forDeveloper: [`There was no complete answer within ${afterMs / 1000} seconds.`],
    signInAgain: false,
    status: 504,
  };
}

function quote(message: string | undefined): readonly string[] {
  return message === undefined ? [] : [`The API says: ${message}`];
}
