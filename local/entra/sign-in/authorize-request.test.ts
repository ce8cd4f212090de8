import { test } from "vitest";
import type { Properties } from "../../provider/values.ts";
import { TYPES } from "../resources/in-test.ts";
import { checkAuthorizeRequest } from "./authorize-request.ts";
import { CALLBACK, declaredTenant, localUri, type Tenant } from "./in-test.ts";

function check(
  tenant: Tenant,
  change: Record<string, string | undefined> = {},
  path: string = tenant.directory.tenantId,
) {
  const parameters = {
    response_type: "code id_token",
    redirect_uri: CALLBACK,
    client_id: tenant.frontend.clientId,
    scope: `openid api://${tenant.backend.clientId}/user_impersonation`,
    response_mode: "form_post",
    nonce: "n",
    ...change,
  };
  const checked = checkAuthorizeRequest(tenant.directory.state, localUri, path, parameters);
  if (!("refusal" in checked)) return "accepted";
  const { refusal, redirectUri } = checked;
  return `${refusal.aadsts} ${redirectUri === undefined || refusal.channel === "page" ? "page" : "redirect"}`;
}

const tenant = await declaredTenant();

test("App Service's request is accepted, at the tenant's id and at its domain", ({ expect }) => {
  expect(check(tenant)).toBe("accepted");
  expect(check(tenant, {}, tenant.directory.tenantDomain)).toBe("accepted");
});

test("the declared https redirect URI is as good as its local equivalent", ({ expect }) => {
  const declared = "https://raptor-client.azurewebsites.net/.auth/login/aad/callback";
  expect(check(tenant, { redirect_uri: declared })).toBe("accepted");
});

test.for<[Record<string, string | undefined>, string]>([
  [{ client_id: undefined }, "900144 page"],
  [{ client_id: "11111111-1111-4111-8111-111111111111" }, "700016 page"],
  [{ client_id: "raptor" }, "700016 page"],
  [{ client_id: "00000000-0000-0000-0000-000000000000" }, "700038 page"],
  [{ redirect_uri: undefined }, "50011 page"],
  [{ redirect_uri: `${CALLBACK}/` }, "50011 page"],
  [{ redirect_uri: CALLBACK.toUpperCase() }, "50011 page"],
  [{ response_type: undefined }, "900144 redirect"],
  [{ response_type: "token" }, "70005 redirect"],
  [{ response_mode: "query" }, "70007 redirect"],
  [{ response_mode: "web_message" }, "70007 redirect"],
  [{ nonce: undefined }, "900144 redirect"],
  [{ prompt: "create" }, "90023 redirect"],
  [{ scope: "profile" }, "70011 redirect"],
  [{ scope: undefined }, "900144 redirect"],
  [{ resource: "https://elsewhere.example" }, "901002 redirect"],
])("%o is refused with %s", ([change, refused], { expect }) => {
  expect(check(tenant, change)).toBe(refused);
});

test("response types in any order, a code alone without nonce, and an agreeing resource are accepted", ({
  expect,
}) => {
  expect(check(tenant, { response_type: "id_token code" })).toBe("accepted");
  expect(check(tenant, { response_type: "id_token" })).toBe("accepted");
  expect(check(tenant, { response_type: "code", response_mode: "query", nonce: undefined })).toBe("accepted");
  expect(check(tenant, { resource: tenant.backend.clientId })).toBe("accepted");
});

test("a single-tenant application is not for /common", ({ expect }) => {
  expect(check(tenant, {}, "common")).toBe("50194 page");
});

test("a disabled service principal stops the sign-in", async ({ expect }) => {
  const own = await declaredTenant();
  const { clientId, servicePrincipal } = own.frontend;
  await own.cloud.update(TYPES.servicePrincipal, servicePrincipal, { clientId, accountEnabled: false });
  expect(check(own)).toBe("7000112 page");
});

// contract: entra A6
test(".default for a resource that the registration does not list is 650057, unless it is granted", async ({
  expect,
}) => {
  const own = await declaredTenant({ preAuthorize: false });
  const scope = `openid api://${own.backend.clientId}/.default`;
  expect(check(own, { scope })).toBe("accepted");
  const unlisted: Properties = { ...own.frontend.application.inputs, requiredResourceAccesses: [] };
  await own.cloud.update(TYPES.application, own.frontend.application, unlisted);
  expect(check(own, { scope })).toBe("650057 redirect");
  await own.cloud.create(TYPES.grant, {
    servicePrincipalObjectId: own.frontend.principalId,
    resourceServicePrincipalObjectId: own.backend.principalId,
    claimValues: ["user_impersonation"],
  });
  expect(check(own, { scope })).toBe("accepted");
});
