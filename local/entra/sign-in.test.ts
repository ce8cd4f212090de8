import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import * as oidc from "openid-client";
import { authorizeUrl, browser, CALLBACK, postedFields, type Scenario } from "./sign-in/in-test.ts";
import { scenarioTest as test } from "./sign-in/test-with-scenario.ts";
import { startSignIn } from "./sign-in.ts";

async function relyingParty(scenario: Scenario): Promise<oidc.Configuration> {
  const config = await oidc.discovery(
    new URL(scenario.signIn.issuer),
    scenario.frontend.clientId,
    scenario.frontend.secret,
    undefined,
    { execute: [oidc.allowInsecureRequests] },
  );
  oidc.useCodeIdTokenResponseType(config);
  return config;
}

test("openid-client signs a member in, gets a token for the backend and refreshes it", async ({
  expect,
  scenario,
}) => {
  const config = await relyingParty(scenario);
  const nonce = oidc.randomNonce();
  const state = "redir=%2F";
  const target = oidc.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: scenario.scope,
    response_mode: "form_post",
    nonce,
    state,
  });
  const { visit, submit } = browser();
  const picker = await visit(target.href);
  expect(picker.text).toContain(scenario.member.userPrincipalName);
  const posted = postedFields(await submit(picker, { user: scenario.member.objectId }));
  const tokens = await oidc.authorizationCodeGrant(
    config,
    new Request(CALLBACK, { method: "POST", body: posted }),
    { expectedNonce: nonce, expectedState: state, idTokenExpected: true },
  );
  expect(tokens.claims()).toMatchObject({
    aud: scenario.frontend.clientId,
    iss: scenario.signIn.issuer,
    name: "Ada Morgan",
    preferred_username: scenario.member.userPrincipalName,
    oid: scenario.member.objectId,
    email: scenario.member.mail,
    ver: "2.0",
  });
  expect(tokens.scope).toBe(`api://${scenario.backend.clientId}/user_impersonation`);
  expect(decodeJwt(tokens.access_token)).toMatchObject({
    aud: scenario.backend.clientId,
    scp: "user_impersonation",
  });

  const refreshed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? "");
  const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? ""));
  const { payload } = await jwtVerify(refreshed.access_token, keys, {
    issuer: scenario.signIn.issuer,
    audience: scenario.backend.clientId,
    algorithms: ["RS256"],
  });
  expect(payload["azp"]).toBe(scenario.frontend.clientId);
  expect(decodeProtectedHeader(refreshed.access_token)).toEqual({
    alg: "RS256",
    typ: "JWT",
    kid: expect.any(String),
  });
});

test("a second application signs in without a question while the session lasts", async ({
  expect,
  scenario,
}) => {
  const { visit, submit } = browser();
  const picker = await visit(authorizeUrl(scenario));
  await submit(picker, { user: scenario.guest.objectId });
  const again = await visit(authorizeUrl(scenario));
  expect(decodeJwt(postedFields(again).get("id_token") ?? "")).toMatchObject({
    oid: scenario.guest.objectId,
    preferred_username: scenario.guest.mail,
  });
});

test("it listens on loopback only, says so when the port is taken, and frees it", async ({
  expect,
  scenario,
}) => {
  const port = Number(new URL(scenario.signIn.url).port);
  const options = { directory: scenario.directory, port, localUri: (uri: string) => uri };
  await expect(startSignIn(options)).rejects.toThrow(`Port ${port} is taken`);
  await scenario.signIn.close();
  const next = await startSignIn(options);
  expect(next.issuer).toBe(scenario.signIn.issuer);
  await next.close();
});
