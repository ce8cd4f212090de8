import { decodeJwt } from "jose";
import { describe } from "vitest";
import type { Properties } from "../../provider/values.ts";
import { apiInputs, SCOPE_ID } from "../resources/in-test.ts";
import { declareBackend, requireAssignment, withdrawPreAuthorization } from "./change-declaration.ts";
import { CALLBACK, postToken, signInAs, startScenario, type Scenario } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

// contract: entra E, the failures that belong to Entra: a changed declaration, and what comes of it

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
