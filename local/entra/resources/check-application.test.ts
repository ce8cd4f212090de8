import { assert, property as forAll, string } from "fast-check";
import { test } from "vitest";
import { UNKNOWN, type Properties } from "../../provider/values.ts";
import { checkApplication } from "./check-application.ts";
import { apiInputs, SCOPE_ID } from "./in-test.ts";

function failures(inputs: Properties): readonly string[] {
  return checkApplication(inputs).map(({ property, reason }) => `${property}: ${reason}`);
}

function scope(more: Properties): Properties {
  return { displayName: "api", api: { oauth2PermissionScopes: [{ id: SCOPE_ID, value: "read", ...more }] } };
}

test("what the program declares is accepted", ({ expect }) => {
  expect(failures(apiInputs())).toEqual([]);
  expect(
    failures({
      displayName: "site",
      owners: [SCOPE_ID],
      web: {
        redirectUris: [
          "https://raptor-client.azurewebsites.net/.auth/login/aad/callback",
          "http://localhost:50505/.auth/login/aad/callback",
          "https://raptor-client.azurewebsites.net/",
        ],
        logoutUrl: "https://raptor-client.azurewebsites.net/.auth/logout",
      },
    }),
  ).toEqual([]);
});

// contract: entra A14
test.for<[Properties, string]>([
  [{ displayName: "" }, 'displayName: "displayName" must not be empty'],
  [
    { displayName: "x", web: { redirectUris: ["https://ok.example/", "https://site.example"] } },
    "web.redirectUris[1]: URI must have a trailing slash when there is no path segment, got https://site.example",
  ],
  [
    { displayName: "x", web: { redirectUris: ["ftp://site.example/"] } },
    "web.redirectUris[0]: expected a URI with the scheme http, https, ms-appx-web, brk-multihub, got ftp://site.example/",
  ],
  [
    { displayName: "x", web: { redirectUris: ["not a uri"] } },
    "web.redirectUris[0]: expected a URI with the scheme http, https, ms-appx-web, brk-multihub, got not a uri",
  ],
  [
    { displayName: "x", signInAudience: "Everyone" },
    "signInAudience: expected signInAudience to be one of [AzureADMyOrg AzureADMultipleOrgs AzureADandPersonalMicrosoftAccount PersonalMicrosoftAccount], got Everyone",
  ],
  [{ displayName: "x", owners: ["me"] }, 'owners[0]: expected "owners[0]" to be a valid UUID, got me'],
  [
    scope({ id: "nope" }),
    'api.oauth2PermissionScopes[0].id: expected "api.oauth2PermissionScopes[0].id" to be a valid UUID, got nope',
  ],
  [
    scope({ type: "Everyone" }),
    "api.oauth2PermissionScopes[0].type: expected api.oauth2PermissionScopes[0].type to be one of [Admin User], got Everyone",
  ],
  [
    scope({ value: "two words" }),
    "api.oauth2PermissionScopes[0].value: Value must be alphanumeric with these allowed characters: !#$%&'()*+,-./:;<=>?@[]^{}~|_ and must not start with a dot, got two words",
  ],
  [
    { displayName: "x", signInAudience: "PersonalMicrosoftAccount" },
    "api.requestedAccessTokenVersion: must be 2 when signInAudience is PersonalMicrosoftAccount, got 1",
  ],
  [
    { displayName: "x", api: { requestedAccessTokenVersion: 3 } },
    "api.requestedAccessTokenVersion: expected api.requestedAccessTokenVersion to be one of [1 2], got 3",
  ],
  [
    {
      displayName: "x",
      requiredResourceAccesses: [{ resourceAppId: SCOPE_ID, resourceAccesses: [{ id: "x", type: "Scope" }] }],
    },
    'requiredResourceAccesses[0].resourceAccesses[0].id: expected "requiredResourceAccesses[0].resourceAccesses[0].id" to be a valid UUID, got x',
  ],
  [
    { displayName: "x", password: { displayName: "inline" } },
    "password: local Azure does not serve inline passwords; use azuread.ApplicationPassword",
  ],
])("%o is refused", ([inputs, failure], { expect }) => {
  expect(failures(inputs)).toEqual([failure]);
});

// contract: entra A3
test("a scope and an app role may share neither value nor id", ({ expect }) => {
  const role = {
    id: SCOPE_ID,
    value: "read",
    displayName: "Read",
    description: "Read",
    allowedMemberTypes: ["User"],
  };
  expect(failures({ ...scope({}), appRoles: [role] })).toEqual([
    `appRoles[0].id: api.oauth2PermissionScopes[0].id has the same value ${SCOPE_ID}; scopes and app roles share one namespace`,
    "appRoles[0].value: api.oauth2PermissionScopes[0].value has the same value read; scopes and app roles share one namespace",
  ]);
});

test("a value that is not known yet passes everywhere", ({ expect }) => {
  expect(
    failures({
      displayName: UNKNOWN,
      signInAudience: UNKNOWN,
      owners: [UNKNOWN],
      web: { redirectUris: [UNKNOWN], logoutUrl: UNKNOWN },
      identifierUris: [UNKNOWN],
      api: {
        requestedAccessTokenVersion: UNKNOWN,
        oauth2PermissionScopes: [{ id: UNKNOWN, value: UNKNOWN }],
      },
    }),
  ).toEqual([]);
});

test("no text makes the check of a redirect URI throw", () => {
  assert(
    forAll(string(), (uri) => {
      failures({ displayName: "x", web: { redirectUris: [uri] } });
    }),
  );
});
