import { test } from "vitest";
import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import { findApplicationByClientId } from "../directory/state.ts";
import { isRefusal } from "./refusal.ts";
import { readScopes } from "./requested-scopes.ts";
import { declaredTenant } from "./in-test.ts";

const { directory, frontend, backend } = await declaredTenant();
const client = findApplicationByClientId(directory.state, frontend.clientId);

function read(scope: string | undefined) {
  if (!client) throw new Error("the frontend is declared");
  const scopes = readScopes(directory.state, client, scope);
  if (isRefusal(scopes)) return `AADSTS${scopes.aadsts}`;
  return {
    oidc: scopes.oidc,
    resources: scopes.resources.map((resource) => ({
      of: resource.application.clientId,
      name: resource.name,
      scopes: resource.scopes.map((scope_) => scope_.value),
      ...(resource.isDefault ? { isDefault: true } : {}),
    })),
  };
}

const uri = `api://${backend.clientId}`;

test("App Service's scope is sign-in scopes and one resource", ({ expect }) => {
  expect(read(`openid profile email offline_access ${uri}/user_impersonation`)).toEqual({
    oidc: ["openid", "profile", "email", "offline_access"],
    resources: [{ of: backend.clientId, name: uri, scopes: ["user_impersonation"] }],
  });
});

test("a resource may be named by its client id", ({ expect }) => {
  expect(read(`${backend.clientId}/user_impersonation`)).toMatchObject({
    resources: [{ of: backend.clientId, name: backend.clientId }],
  });
});

test("what names no resource is asked of Microsoft Graph", ({ expect }) => {
  const graph = { of: MICROSOFT_GRAPH, name: MICROSOFT_GRAPH };
  expect(read("openid")).toEqual({ oidc: ["openid"], resources: [{ ...graph, scopes: [] }] });
  expect(read("User.Read")).toEqual({ oidc: [], resources: [{ ...graph, scopes: ["User.Read"] }] });
  expect(read("https://graph.microsoft.com/User.Read")).toMatchObject({
    resources: [{ of: MICROSOFT_GRAPH, scopes: ["User.Read"] }],
  });
});

test("one request may name scopes of several resources, in its order", ({ expect }) => {
  expect(read(`${uri}/user_impersonation User.Read`)).toMatchObject({
    resources: [{ of: backend.clientId }, { of: MICROSOFT_GRAPH }],
  });
});

test(".default stands alone, but for the sign-in scopes", ({ expect }) => {
  expect(read(`openid ${uri}/.default`)).toMatchObject({ resources: [{ isDefault: true, scopes: [] }] });
  expect(read(`${uri}/.default ${uri}/user_impersonation`)).toBe("AADSTS70011");
  expect(read(`${uri}/.default User.Read`)).toBe("AADSTS70011");
});

test.for([
  [undefined, "AADSTS900144"],
  ["", "AADSTS900144"],
  [`${uri}/nonsense`, "AADSTS650053"],
  ["Nonsense", "AADSTS650053"],
  ["api://nobody/user_impersonation", "AADSTS500011"],
  // the frontend has no identifier URI
  [`api://${frontend.clientId}/user_impersonation`, "AADSTS500011"],
] as const)("%s is %s", ([scope, code], { expect }) => {
  expect(read(scope)).toBe(code);
});
