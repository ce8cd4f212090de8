import { decodeJwt, generateKeyPair, SignJWT } from "jose";
import { TYPES } from "../resources/in-test.ts";
import { postToken, type Scenario } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

const EXCHANGE = "api://AzureADTokenExchange";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** Declares a managed identity as credential of the frontend, as `credentials: managedIdentity` does. */
async function declareIdentity(scenario: Scenario): Promise<{ principalId: string; clientId: string }> {
  const identity = scenario.directory.managedIdentities.add({ name: "id-raptor-client" });
  await scenario.cloud.create(TYPES.federatedCredential, {
    applicationId: scenario.frontend.application.id,
    displayName: "managed-identity",
    issuer: `https://login.microsoftonline.com/${scenario.directory.tenantId}/v2.0`,
    subject: identity.principalId,
    audiences: [EXCHANGE],
  });
  return identity;
}

function present(scenario: Scenario, assertion: string) {
  return postToken(scenario, {
    grant_type: "client_credentials",
    scope: `api://${scenario.backend.clientId}/.default`,
    client_secret: "",
    client_assertion_type: ASSERTION_TYPE,
    client_assertion: assertion,
  });
}

test("the token of a declared managed identity stands for the secret, and the token says so", async ({
  expect,
  scenario,
}) => {
  const { principalId, clientId } = await declareIdentity(scenario);
  const assertion = await scenario.signIn.managedIdentityToken(principalId, clientId, EXCHANGE);
  const { status, body } = await present(scenario, assertion);
  expect(status).toBe(200);
  expect(decodeJwt(String(body["access_token"]))).toMatchObject({
    azp: scenario.frontend.clientId,
    azpacr: "2",
  });
});

test("another identity, and another audience, match no credential: 700213", async ({ expect, scenario }) => {
  const { principalId, clientId } = await declareIdentity(scenario);
  const other = scenario.directory.managedIdentities.add({ name: "id-other" });
  for (const assertion of [
    await scenario.signIn.managedIdentityToken(other.principalId, other.clientId, EXCHANGE),
    await scenario.signIn.managedIdentityToken(principalId, clientId, "https://storage.azure.com"),
  ]) {
    expect(await present(scenario, assertion)).toMatchObject({
      status: 401,
      body: { error: "invalid_client", error_codes: [700213] },
    });
  }
});

test("an assertion that this tenant did not sign, or no assertion at all, is 700027", async ({
  expect,
  scenario,
}) => {
  const { principalId } = await declareIdentity(scenario);
  const { privateKey } = await generateKeyPair("RS256");
  const forged = await new SignJWT({})
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(scenario.signIn.issuer)
    .setSubject(principalId)
    .setAudience(EXCHANGE)
    .setExpirationTime("1h")
    .sign(privateKey);
  for (const assertion of [forged, "nonsense"]) {
    expect(await present(scenario, assertion)).toMatchObject({
      status: 401,
      body: { error_codes: [700027] },
    });
  }
});

test("a removed identity is no principal any more", ({ expect, scenario }) => {
  const { managedIdentities } = scenario.directory;
  const { principalId } = managedIdentities.add({ name: "id" });
  expect(managedIdentities.has(principalId)).toBe(true);
  managedIdentities.remove(principalId);
  managedIdentities.remove(principalId);
  expect(managedIdentities.has(principalId)).toBe(false);
});
