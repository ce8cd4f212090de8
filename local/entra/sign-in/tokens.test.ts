import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import { TYPES } from "../resources/in-test.ts";
import { CALLBACK, postToken, signInAs, type Scenario } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

async function exchange(
  scenario: Scenario,
  parameters: Record<string, string> = {},
  more: Record<string, string> = {},
) {
  const posted = await signInAs(scenario, scenario.member, parameters);
  return postToken(scenario, {
    grant_type: "authorization_code",
    code: posted.get("code") ?? "",
    redirect_uri: CALLBACK,
    ...more,
  });
}

test("the answer has Entra's fields, and a lifetime between 60 and 90 minutes", async ({
  expect,
  scenario,
}) => {
  const { body } = await exchange(scenario);
  expect(body).toEqual({
    token_type: "Bearer",
    scope: `api://${scenario.backend.clientId}/user_impersonation`,
    expires_in: expect.any(Number),
    ext_expires_in: body["expires_in"],
    access_token: expect.any(String),
    refresh_token: expect.any(String),
    id_token: expect.any(String),
  });
  expect(body["expires_in"]).toBeGreaterThanOrEqual(3600);
  expect(body["expires_in"]).toBeLessThan(5400);
});

test("both ID tokens say the same; only the one in the browser has c_hash", async ({ expect, scenario }) => {
  const posted = await signInAs(scenario, scenario.member);
  const front = decodeJwt(posted.get("id_token") ?? "");
  const { body } = await postToken(scenario, {
    grant_type: "authorization_code",
    code: posted.get("code") ?? "",
    redirect_uri: CALLBACK,
  });
  const back = decodeJwt(String(body["id_token"]));
  // contract: entra B7
  expect(Object.keys(front).sort()).toEqual(
    "aio aud c_hash email exp iat iss name nbf nonce oid preferred_username rh sid sub tid uti ver".split(
      " ",
    ),
  );
  expect(Object.keys(back).sort()).toEqual(
    Object.keys(front)
      .filter((claim) => claim !== "c_hash")
      .sort(),
  );
  for (const claim of ["aud", "iss", "sub", "oid", "nonce", "sid"]) expect(back[claim]).toBe(front[claim]);
});

test("app-only: no refresh token, no scope, and the client's principal as subject", async ({
  expect,
  scenario,
}) => {
  const { body } = await postToken(scenario, {
    grant_type: "client_credentials",
    scope: `api://${scenario.backend.clientId}/.default`,
  });
  expect(Object.keys(body)).toEqual(["token_type", "expires_in", "ext_expires_in", "access_token"]);
  expect(decodeJwt(String(body["access_token"]))).toMatchObject({
    aud: scenario.backend.clientId,
    azp: scenario.frontend.clientId,
    oid: scenario.frontend.principalId,
    sub: scenario.frontend.principalId,
  });
});

test("sign-in scopes alone get a token for Microsoft Graph, in version 1", async ({ expect, scenario }) => {
  const { body } = await exchange(scenario, { scope: "openid profile email" });
  expect(decodeJwt(String(body["access_token"]))).toMatchObject({
    aud: MICROSOFT_GRAPH,
    scp: "openid profile email",
    ver: "1.0",
  });
});

// contract: entra B5
test("a refresh token is good for another resource that the user has granted", async ({
  expect,
  scenario,
}) => {
  await scenario.cloud.create(TYPES.grant, {
    servicePrincipalObjectId: scenario.frontend.principalId,
    resourceServicePrincipalObjectId: await graphPrincipalId(scenario),
    claimValues: ["User.Read"],
  });
  const { body } = await exchange(scenario);
  const refresh = { grant_type: "refresh_token", refresh_token: String(body["refresh_token"]) };
  const graph = await postToken(scenario, { ...refresh, scope: "openid User.Read" });
  expect(decodeJwt(String(graph.body["access_token"]))).toMatchObject({ aud: MICROSOFT_GRAPH });
  expect(graph.body["scope"]).toContain("User.Read");
  // and afterwards still for the first one
  const again = await postToken(scenario, refresh);
  expect(decodeJwt(String(again.body["access_token"]))["aud"]).toBe(scenario.backend.clientId);
});

test("another resource without a grant is 65001", async ({ expect, scenario }) => {
  const { body } = await exchange(scenario);
  const refused = await postToken(scenario, {
    grant_type: "refresh_token",
    refresh_token: String(body["refresh_token"]),
    scope: "User.Read",
  });
  expect(refused.body["error_codes"]).toEqual([65001]);
});

test(".default gets what is granted, and the answer names it", async ({ expect, scenario }) => {
  const api = `api://${scenario.backend.clientId}`;
  const { body } = await exchange(scenario, { scope: `openid ${api}/.default` });
  expect(decodeJwt(String(body["access_token"]))["scp"]).toBe("user_impersonation");
  expect(body["scope"]).toBe(`${api}/user_impersonation ${api}/.default`);
});

test("PKCE is checked where a challenge was sent", async ({ expect, scenario }) => {
  const verifier = "v".repeat(64);
  const challenge = {
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  };
  expect((await exchange(scenario, challenge, { code_verifier: verifier })).status).toBe(200);
  const wrong = await exchange(scenario, challenge, { code_verifier: "w".repeat(64) });
  expect(wrong).toMatchObject({ status: 400, body: { error: "invalid_grant", error_codes: [501481] } });
});

test("a code is for the client and the redirect URI it was made for", async ({ expect, scenario }) => {
  const elsewhere = await exchange(
    scenario,
    {},
    { redirect_uri: "https://raptor-client.azurewebsites.net/" },
  );
  expect(elsewhere.body["error_codes"]).toEqual([50011]);
  const password = await scenario.cloud.create(TYPES.password, {
    applicationId: scenario.backend.application.id,
  });
  const stolen = await exchange(
    scenario,
    {},
    {
      client_id: scenario.backend.clientId,
      client_secret: password.outputs["value"] as string,
    },
  );
  expect(stolen).toMatchObject({ status: 400, body: { error: "invalid_grant", error_codes: [70000] } });
});

test("assigned roles are in both tokens", async ({ expect, scenario }) => {
  const role = {
    id: "5a5b5c5d-1111-4222-8333-444455556666",
    value: "Reader",
    displayName: "Reader",
    description: "Reads",
    allowedMemberTypes: ["User"],
  };
  const { application, principalId } = scenario.backend;
  await scenario.cloud.update(TYPES.application, application, { ...application.inputs, appRoles: [role] });
  await scenario.cloud.create(TYPES.appRoleAssignment, {
    appRoleId: role.id,
    principalObjectId: scenario.member.objectId,
    resourceObjectId: principalId,
  });
  const { body } = await exchange(scenario);
  expect(decodeJwt(String(body["access_token"]))["roles"]).toEqual(["Reader"]);
});

async function graphPrincipalId(scenario: Scenario): Promise<string> {
  const graph = [...scenario.directory.state.servicePrincipals.values()].find(
    (principal) => principal.clientId === MICROSOFT_GRAPH,
  );
  return graph?.objectId ?? "";
}
