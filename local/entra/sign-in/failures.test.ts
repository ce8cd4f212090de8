import { decodeJwt } from "jose";
import { describe } from "vitest";
import type { Properties } from "../../provider/values.ts";
import { DEFAULT_APP_ROLE } from "../directory/app-role-assignments.ts";
import { apiInputs, SCOPE_ID, TYPES } from "../resources/in-test.ts";
import {
  authorizeUrl,
  browser,
  CALLBACK,
  postedFields,
  postToken,
  signInAs,
  startScenario,
  type Registration,
  type Scenario,
} from "./in-test.ts";
import { scenarioTest as test } from "./scenario-test.ts";

// contract: entra E, the failures that belong to Entra: a changed declaration, and what comes of it

async function declareFrontend(scenario: Scenario, more: Properties): Promise<void> {
  const { application } = scenario.frontend;
  await scenario.cloud.update(TYPES.application, application, { ...application.inputs, ...more });
}

async function declareBackend(scenario: Scenario, inputs: Properties): Promise<void> {
  await scenario.cloud.update(TYPES.application, scenario.backend.application, inputs);
}

async function withdrawPreAuthorization(scenario: Scenario): Promise<void> {
  const objectId = scenario.backend.application.id.replace("/applications/", "");
  await scenario.cloud.delete(
    TYPES.preAuthorized,
    `${objectId}/preAuthorizedApplication/${scenario.frontend.clientId}`,
  );
}

async function requireAssignment(scenario: Scenario, of: Registration): Promise<void> {
  const declared = { clientId: of.clientId, appRoleAssignmentRequired: true };
  await scenario.cloud.update(TYPES.servicePrincipal, of.servicePrincipal, declared);
}

/** Error fields that reach the application when the user picks the member's account, if it is asked for. */
async function errorOf(
  scenario: Scenario,
  parameters: Record<string, string> = {},
): Promise<URLSearchParams> {
  const { visit, submit } = browser();
  const page = await visit(authorizeUrl(scenario, parameters));
  const isPicker = page.text.includes("Choose an account");
  return postedFields(isPicker ? await submit(page, { user: scenario.member.objectId }) : page);
}

function withScope(change: Properties): Properties {
  const api = apiInputs()["api"] as Properties;
  const [scope] = api["oauth2PermissionScopes"] as readonly [Properties];
  return { ...apiInputs(), api: { ...api, oauth2PermissionScopes: [{ ...scope, ...change }] } };
}

describe("at the authorize endpoint", () => {
  test("without idTokenIssuanceEnabled the application gets 700054", async ({ expect, scenario }) => {
    await declareFrontend(scenario, {
      web: { redirectUris: ["https://raptor-client.azurewebsites.net/.auth/login/aad/callback"] },
    });
    const error = await errorOf(scenario);
    expect(error.get("error")).toBe("unsupported_response_type");
    expect(error.get("error_description")).toMatch(
      /^AADSTS700054: .*Trace ID: .*Correlation ID: .*Timestamp: .*Z$/,
    );
    expect(error.get("state")).toBe("redir=%2F");
    expect([...error.keys()]).toEqual(["error", "error_description", "state"]);
  });

  test("a redirect URI that is not declared is a page with 50011, and nobody is sent there", async ({
    expect,
    scenario,
  }) => {
    const wrong = "http://raptor-client.localhost:8401/.auth/login/aad/callbak";
    const page = await browser().visit(authorizeUrl(scenario, { redirect_uri: wrong }));
    expect(page).toMatchObject({ status: 400, location: null });
    expect(page.text).toContain("AADSTS50011");
    expect(page.text).toContain(wrong);
    // the hint of the local page: what is declared
    expect(page.text).toContain("https://raptor-client.azurewebsites.net/.auth/login/aad/callback");
  });

  test("a renamed scope is 650053", async ({ expect, scenario }) => {
    await declareBackend(scenario, withScope({ value: "Profile.Read" }));
    const error = await errorOf(scenario);
    expect(error.get("error_description")).toContain("AADSTS650053");
    expect(error.get("error_description")).toContain("user_impersonation");
  });

  test("a disabled scope is 650053", async ({ expect, scenario }) => {
    await declareBackend(scenario, withScope({ enabled: false }));
    expect((await errorOf(scenario)).get("error_description")).toContain("AADSTS650053");
  });

  test("an API without service principal is 500011", async ({ expect, scenario }) => {
    await scenario.cloud.delete(TYPES.servicePrincipal, scenario.backend.servicePrincipal.id);
    const error = await errorOf(scenario);
    expect(error.get("error")).toBe("invalid_resource");
    expect(error.get("error_description")).toContain("AADSTS500011");
  });

  test("an API without identifier URI is 500011", async ({ expect, scenario }) => {
    const uri = Buffer.from(`api://${scenario.backend.clientId}`).toString("base64");
    await scenario.cloud.delete(
      TYPES.identifierUri,
      `${scenario.backend.application.id}/identifierUris/${uri}`,
    );
    expect((await errorOf(scenario)).get("error_description")).toContain("AADSTS500011");
  });

  test("a client without service principal is a page with 7000229", async ({ expect, scenario }) => {
    await scenario.cloud.delete(TYPES.servicePrincipal, scenario.frontend.servicePrincipal.id);
    const page = await browser().visit(authorizeUrl(scenario));
    expect(page.text).toContain("AADSTS7000229");
  });

  test("an application that is gone is a page with 700016", async ({ expect, scenario }) => {
    await scenario.cloud.delete(TYPES.application, scenario.frontend.application.id);
    const page = await browser().visit(authorizeUrl(scenario));
    expect(page.text).toContain("AADSTS700016");
  });

  test("an unassigned user meets 50105 and may use another account", async ({ expect, scenario }) => {
    await requireAssignment(scenario, scenario.frontend);
    await scenario.cloud.create(TYPES.appRoleAssignment, {
      appRoleId: DEFAULT_APP_ROLE,
      principalObjectId: scenario.guest.objectId,
      resourceObjectId: scenario.frontend.principalId,
    });
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario));
    const refused = await submit(picker, { user: scenario.member.objectId });
    expect(refused.text).toContain("AADSTS50105");
    const again = await submit(refused, { switch: "account" });
    expect(again.text).toContain("Choose an account");
    const posted = postedFields(await submit(again, { user: scenario.guest.objectId }));
    expect(decodeJwt(posted.get("id_token") ?? "")["oid"]).toBe(scenario.guest.objectId);
  });

  test("a scope for admins without a grant is a page with 90094", async ({ expect, scenario }) => {
    await withdrawPreAuthorization(scenario);
    await declareBackend(scenario, withScope({ type: "Admin" }));
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario));
    const page = await submit(picker, { user: scenario.member.objectId });
    expect(page.text).toContain("AADSTS90094");
  });

  test("prompt=none without a session is 50058, sent to the application", async ({ expect, scenario }) => {
    const error = await errorOf(scenario, { prompt: "none" });
    expect(error.get("error")).toBe("login_required");
    expect(error.get("error_description")).toContain("AADSTS50058");
    expect(error.has("iss")).toBe(false);
  });
});

describe("consent, where neither a pre-authorisation nor a grant covers the scope", () => {
  async function startUnauthorised(): Promise<Scenario> {
    return startScenario({ preAuthorize: false });
  }

  test("asks in the declared words, remembers what is accepted, and asks no second time", async ({
    expect,
  }) => {
    const scenario = await startUnauthorised();
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario));
    const consent = await submit(picker, { user: scenario.member.objectId });
    expect(consent.text).toContain("Permissions requested");
    expect(consent.text).toContain("Allow the app to access raptor-server on your behalf.");
    expect(consent.text).toContain("Maintain access to data you have given it access to");
    const accepted = postedFields(await submit(consent, { consent: "accept" }));
    expect(accepted.get("code")).not.toBeNull();
    expect([...scenario.directory.state.permissionGrants.values()]).toMatchObject([
      { userId: scenario.member.objectId, scopes: ["user_impersonation"] },
    ]);
    const again = postedFields(await visit(authorizeUrl(scenario)));
    expect(again.get("code")).not.toBeNull();
    await scenario.signIn.close();
  });

  test("who declines sends 65004 to the application", async ({ expect }) => {
    const scenario = await startUnauthorised();
    const { visit, submit } = browser();
    const consent = await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
    const declined = postedFields(await submit(consent, { consent: "decline" }));
    expect(declined.get("error")).toBe("access_denied");
    expect(declined.get("error_description")).toContain("AADSTS65004");
    expect(declined.get("state")).toBe("redir=%2F");
    await scenario.signIn.close();
  });

  test("prompt=none is told that consent is missing", async ({ expect }) => {
    const scenario = await startUnauthorised();
    const { visit, submit } = browser();
    await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
    const error = postedFields(await visit(authorizeUrl(scenario, { prompt: "none" })));
    expect(error.get("error")).toBe("interaction_required");
    expect(error.get("error_description")).toContain("AADSTS65001");
    await scenario.signIn.close();
  });

  test("a grant for all users needs no question", async ({ expect }) => {
    const scenario = await startUnauthorised();
    await scenario.cloud.create(TYPES.grant, {
      servicePrincipalObjectId: scenario.frontend.principalId,
      resourceServicePrincipalObjectId: scenario.backend.principalId,
      claimValues: ["user_impersonation"],
    });
    expect((await signInAs(scenario, scenario.guest)).get("code")).not.toBeNull();
    await scenario.signIn.close();
  });

  test("prompt=consent asks even where a pre-authorisation covers everything", async ({
    expect,
    scenario,
  }) => {
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario, { prompt: "consent" }));
    const consent = await submit(picker, { user: scenario.member.objectId });
    expect(consent.text).toContain("Permissions requested");
    expect(postedFields(await submit(consent, { consent: "accept" })).get("code")).not.toBeNull();
  });
});

describe("at the token endpoint", () => {
  async function codeOf(scenario: Scenario, scope = scenario.scope): Promise<Record<string, string>> {
    const posted = await signInAs(scenario, scenario.member, { scope });
    return { grant_type: "authorization_code", code: posted.get("code") ?? "", redirect_uri: CALLBACK };
  }

  test("a wrong secret is 401 with 7000215 in Entra's envelope", async ({ expect, scenario }) => {
    const { status, body } = await postToken(scenario, {
      ...(await codeOf(scenario)),
      client_secret: "not the secret",
    });
    expect(status).toBe(401);
    expect(body).toEqual({
      error: "invalid_client",
      error_description: expect.stringMatching(
        /^AADSTS7000215: .* Trace ID: .* Correlation ID: .* Timestamp: .*Z$/,
      ),
      error_codes: [7000215],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
      error_uri: "https://login.microsoftonline.com/error?code=7000215",
    });
  });

  test("an expired secret is 401 with 7000222", async ({ expect }) => {
    let now = new Date("2026-01-01T00:00:00Z");
    const scenario = await startScenario({ now: () => now });
    const code = await codeOf(scenario);
    now = new Date("2028-01-01T00:00:00Z");
    const { status, body } = await postToken(scenario, code);
    expect({ status, codes: body["error_codes"] }).toEqual({ status: 401, codes: [7000222] });
    await scenario.signIn.close();
  });

  test("no secret is 401 with 7000218", async ({ expect, scenario }) => {
    const { status, body } = await postToken(scenario, { ...(await codeOf(scenario)), client_secret: "" });
    expect({ status, codes: body["error_codes"] }).toEqual({ status: 401, codes: [7000218] });
  });

  test("a code that was redeemed is 54005, and what it was redeemed for stays good", async ({
    expect,
    scenario,
  }) => {
    const code = await codeOf(scenario);
    const first = await postToken(scenario, code);
    const second = await postToken(scenario, code);
    expect({ status: second.status, error: second.body["error"], codes: second.body["error_codes"] }).toEqual(
      {
        status: 400,
        error: "invalid_grant",
        codes: [54005],
      },
    );
    const refreshed = await postToken(scenario, {
      grant_type: "refresh_token",
      refresh_token: String(first.body["refresh_token"]),
    });
    expect(refreshed.status).toBe(200);
  });

  test("without offline_access there is no refresh token", async ({ expect, scenario }) => {
    const scope = scenario.scope.replace(" offline_access", "");
    const { status, body } = await postToken(scenario, await codeOf(scenario, scope));
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual([
      "token_type",
      "scope",
      "expires_in",
      "ext_expires_in",
      "access_token",
      "id_token",
    ]);
  });

  test("an API of token version 1 gets v1 tokens: other issuer, audience and names", async ({
    expect,
    scenario,
  }) => {
    const api = { ...(apiInputs()["api"] as Properties), requestedAccessTokenVersion: 1 };
    await declareBackend(scenario, apiInputs({ api }));
    const { body } = await postToken(scenario, await codeOf(scenario));
    const claims = decodeJwt(String(body["access_token"]));
    expect(claims).toMatchObject({
      iss: `${scenario.signIn.url}/${scenario.directory.tenantId}/`,
      aud: `api://${scenario.backend.clientId}`,
      appid: scenario.frontend.clientId,
      appidacr: "1",
      upn: scenario.member.userPrincipalName,
      ver: "1.0",
    });
    expect(claims).not.toHaveProperty("azp");
  });

  test("a consent that is withdrawn ends the refresh with 65001", async ({ expect, scenario }) => {
    const { body } = await postToken(scenario, await codeOf(scenario));
    await withdrawPreAuthorization(scenario);
    const refreshed = await postToken(scenario, {
      grant_type: "refresh_token",
      refresh_token: String(body["refresh_token"]),
    });
    expect(refreshed).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", suberror: "consent_required", error_codes: [65001] },
    });
  });

  test("a user who left the directory cannot refresh", async ({ expect, scenario }) => {
    const { body } = await postToken(scenario, await codeOf(scenario));
    scenario.directory.setUsers([
      {
        displayName: "Someone",
        userPrincipalName: "someone@raptorworks.onmicrosoft.com",
        userType: "Member",
      },
    ]);
    const refreshed = await postToken(scenario, {
      grant_type: "refresh_token",
      refresh_token: String(body["refresh_token"]),
    });
    expect(refreshed.body["error_codes"]).toEqual([50034]);
  });

  test("an application that the API does not let in gets 501051 instead of an app-only token", async ({
    expect,
    scenario,
  }) => {
    const form = { grant_type: "client_credentials", scope: `api://${scenario.backend.clientId}/.default` };
    expect((await postToken(scenario, form)).status).toBe(200);
    await requireAssignment(scenario, scenario.backend);
    expect(await postToken(scenario, form)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [501051] },
    });
  });

  test.for([
    [{ grant_type: "password" }, "unsupported_grant_type", 70003],
    [{}, "invalid_request", 900144],
    [
      { grant_type: "authorization_code", code: "nonsense", redirect_uri: CALLBACK },
      "invalid_grant",
      9002313,
    ],
    [{ grant_type: "refresh_token", refresh_token: "nonsense" }, "invalid_grant", 9002313],
    [{ grant_type: "client_credentials", scope: "openid" }, "invalid_scope", 1002012],
    [{ grant_type: "client_credentials", scope: "api://nobody/.default" }, "invalid_resource", 500011],
    [{ client_id: "00000000-0000-0000-0000-000000000000" }, "unauthorized_client", 700038],
    [{ client_id: SCOPE_ID }, "unauthorized_client", 700016],
  ] as const)("%o is refused as %s with AADSTS%i", async ([form, error, code], { expect, scenario }) => {
    expect(await postToken(scenario, form)).toMatchObject({
      status: 400,
      body: { error, error_codes: [code] },
    });
  });
});
