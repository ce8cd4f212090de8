import { TENANT } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

async function get(
  url: string,
): Promise<{ status: number; body: Record<string, unknown>; cors: string | null }> {
  const response = await fetch(url);
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, cors: response.headers.get("access-control-allow-origin") };
}

test("the v2 document names the tenant's endpoints and only what is served", async ({ expect, scenario }) => {
  const { body, cors } = await get(`${scenario.signIn.issuer}/.well-known/openid-configuration`);
  const tenant = `${scenario.signIn.url}/${TENANT}`;
  expect(cors).toBe("*");
  expect(body).toMatchObject({
    issuer: scenario.signIn.issuer,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    response_types_supported: ["code", "id_token", "code id_token"],
    subject_types_supported: ["pairwise"],
    request_uri_parameter_supported: false,
    frontchannel_logout_supported: true,
  });
  for (const foreign of [
    "userinfo_endpoint",
    "registration_endpoint",
    "pushed_authorization_request_endpoint",
  ]) {
    expect(body).not.toHaveProperty(foreign);
  }
});

test("the v1 document has the issuer of v1 tokens and the same keys", async ({ expect, scenario }) => {
  const tenant = `${scenario.signIn.url}/${TENANT}`;
  const { body } = await get(`${tenant}/.well-known/openid-configuration`);
  expect(body["issuer"]).toBe(`${tenant}/`);
  const v1 = await get(body["jwks_uri"] as string);
  const v2 = await get(`${tenant}/discovery/v2.0/keys`);
  expect(v1.body).toEqual(v2.body);
});

// contract: entra B2, B3
test("keys are public, for RS256 signatures, and named", async ({ expect, scenario }) => {
  const { body } = await get(`${scenario.signIn.url}/${TENANT}/discovery/v2.0/keys`);
  const [key] = body["keys"] as readonly Record<string, string>[];
  expect(Object.keys(key ?? {}).sort()).toEqual(["e", "issuer", "kid", "kty", "n", "use", "x5t"]);
});

test("/common says {tenantid} instead of one; the domain is as good as the id", async ({
  expect,
  scenario,
}) => {
  const of = (tenant: string) =>
    get(`${scenario.signIn.url}/${tenant}/v2.0/.well-known/openid-configuration`);
  expect((await of("common")).body["issuer"]).toBe(`${scenario.signIn.url}/{tenantid}/v2.0`);
  expect((await of(scenario.directory.tenantDomain)).body["issuer"]).toBe(scenario.signIn.issuer);
});

test("another tenant is 90002", async ({ expect, scenario }) => {
  const { status, body } = await get(
    `${scenario.signIn.url}/elsewhere/v2.0/.well-known/openid-configuration`,
  );
  expect({ status, codes: body["error_codes"] }).toEqual({ status: 400, codes: [90002] });
});

test("oidc-provider's own paths are not served", async ({ expect, scenario }) => {
  for (const path of [".well-known/openid-configuration", "token", "me", `${TENANT}/oauth2/v2.0/token/`]) {
    const response = await fetch(`${scenario.signIn.url}/${path}`, { method: "POST" });
    expect([400, 404]).toContain(response.status);
    expect(await response.text()).toMatch(/AADSTS90002|not_found/);
  }
});

test("a browser gets pages where programs get JSON", async ({ expect, scenario }) => {
  async function open(path: string) {
    const response = await fetch(`${scenario.signIn.url}${path}`, {
      headers: { accept: "text/html,application/xhtml+xml,*/*;q=0.8" },
    });
    expect(response.headers.get("content-type")).toContain("text/html");
    return { status: response.status, text: await response.text() };
  }
  const root = await open("/");
  expect(root.status).toBe(200);
  expect(root.text).toContain(scenario.signIn.issuer);
  expect(root.text).toContain("Open raptor-client");
  const tenant = await open("/elsewhere/x");
  expect(tenant.status).toBe(400);
  expect(tenant.text).toContain("AADSTS90002");
  const path = await open(`/${TENANT}/%3Cnothing`);
  expect(path.status).toBe(404);
  expect(path.text).toContain("Nothing is served at GET");
  expect((await get(`${scenario.signIn.url}/`)).body["error_codes"]).toEqual([90002]);
});
