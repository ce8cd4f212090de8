import { test } from "vitest";
import type { Properties } from "../../provider/values.ts";
import { DEFAULT_APP_ROLE } from "../directory/app-role-assignments.ts";
import { findApplicationByClientId } from "../directory/state.ts";
import { apiInputs, TYPES } from "../resources/in-test.ts";
import { declaredTenant, type Tenant } from "./in-test.ts";
import { firstObstacle, silentRefusal, type Obstacle } from "./obstacle.ts";
import { isRefusal } from "./refusal.ts";
import { readScopes } from "./requested-scopes.ts";

function obstacle(
  tenant: Tenant,
  who: "ada" | "noor" | "nobody" = "ada",
  loginHint?: string,
): Obstacle | undefined {
  const { state } = tenant.directory;
  const client = findApplicationByClientId(state, tenant.frontend.clientId);
  if (!client) throw new Error("the frontend is declared");
  const scopes = readScopes(
    state,
    client,
    `openid profile api://${tenant.backend.clientId}/user_impersonation`,
  );
  if (isRefusal(scopes)) throw new Error(scopes.text);
  const user = tenant.directory.users().find((candidate) => candidate.userPrincipalName.startsWith(who));
  return firstObstacle(state, { client, scopes, user, loginHint });
}

test("nobody signed in: the account comes first", async ({ expect }) => {
  expect(obstacle(await declaredTenant(), "nobody")).toEqual({ kind: "account" });
});

test("a pre-authorised application stands open to everybody", async ({ expect }) => {
  const tenant = await declaredTenant();
  expect(obstacle(tenant, "ada")).toBeUndefined();
  expect(obstacle(tenant, "noor")).toBeUndefined();
});

test("a hint at another account is an obstacle, at the own or at nobody's it is none", async ({ expect }) => {
  const tenant = await declaredTenant();
  expect(obstacle(tenant, "ada", "noor@partner.example")).toEqual({ kind: "account" });
  expect(obstacle(tenant, "ada", `ADA@${tenant.directory.tenantDomain}`)).toBeUndefined();
  expect(obstacle(tenant, "ada", "x@example.org")).toBeUndefined();
});

test("assignment comes before consent, and holds for the one who is not assigned", async ({ expect }) => {
  const tenant = await declaredTenant({ preAuthorize: false });
  const { clientId, servicePrincipal, principalId } = tenant.frontend;
  await tenant.cloud.update(TYPES.servicePrincipal, servicePrincipal, {
    clientId,
    appRoleAssignmentRequired: true,
  });
  const [ada] = tenant.directory.users();
  await tenant.cloud.create(TYPES.appRoleAssignment, {
    appRoleId: DEFAULT_APP_ROLE,
    principalObjectId: ada?.objectId ?? "",
    resourceObjectId: principalId,
  });
  expect(obstacle(tenant, "noor")).toMatchObject({ kind: "assignment", refusal: { aadsts: 50105 } });
  expect(obstacle(tenant, "ada")).toMatchObject({ kind: "consent" });
});

test("consent is missing for exactly the scopes that nobody granted; sign-in scopes count as granted", async ({
  expect,
}) => {
  const tenant = await declaredTenant({ preAuthorize: false });
  const found = obstacle(tenant);
  expect(
    found?.kind === "consent" && found.missing.flatMap((part) => part.scopes.map((scope) => scope.value)),
  ).toEqual(["user_impersonation"]);
});

test("a grant for one user opens for that user alone", async ({ expect }) => {
  const tenant = await declaredTenant({ preAuthorize: false });
  const [ada] = tenant.directory.users();
  await tenant.cloud.create(TYPES.grant, {
    servicePrincipalObjectId: tenant.frontend.principalId,
    resourceServicePrincipalObjectId: tenant.backend.principalId,
    claimValues: ["user_impersonation"],
    userObjectId: ada?.objectId ?? "",
  });
  expect(obstacle(tenant, "ada")).toBeUndefined();
  expect(obstacle(tenant, "noor")).toMatchObject({ kind: "consent" });
});

test("a scope for admins cannot be consented to by a user", async ({ expect }) => {
  const tenant = await declaredTenant({ preAuthorize: false });
  const api = apiInputs()["api"] as Properties;
  const [scope] = api["oauth2PermissionScopes"] as readonly [Properties];
  await tenant.cloud.update(TYPES.application, tenant.backend.application, {
    ...apiInputs(),
    api: { ...api, oauth2PermissionScopes: [{ ...scope, type: "Admin" }] },
  });
  expect(obstacle(tenant)).toMatchObject({ kind: "adminConsent", refusal: { aadsts: 90094 } });
});

test("with prompt=none every obstacle becomes an error for the application", async ({ expect }) => {
  const tenant = await declaredTenant({ preAuthorize: false });
  const client = findApplicationByClientId(tenant.directory.state, tenant.frontend.clientId);
  if (!client) throw new Error("the frontend is declared");
  expect(silentRefusal(client, { kind: "account" })).toMatchObject({
    aadsts: 50058,
    error: "login_required",
  });
  expect(silentRefusal(client, { kind: "consent", missing: [] })).toMatchObject({
    aadsts: 65001,
    error: "interaction_required",
    channel: "redirect",
  });
});
