import { test } from "vitest";
import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import { apiInputs, emptyTenant, refusalOf, SCOPE_ID, TYPES } from "./in-test.ts";

const type = TYPES.servicePrincipal;

async function withPrincipal() {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(TYPES.application, apiInputs());
  const clientId = application.outputs["clientId"] ?? "";
  const principal = await cloud.create(type, { clientId });
  return { cloud, directory, application, clientId, principal };
}

test("it copies what the application publishes", async ({ expect }) => {
  const { principal, clientId, directory } = await withPrincipal();
  expect(principal.id).toBe(`/servicePrincipals/${principal.outputs["objectId"] as string}`);
  expect(principal.outputs).toMatchObject({
    clientId,
    displayName: "raptor-server",
    applicationTenantId: directory.tenantId,
    appRoleAssignmentRequired: false,
    oauth2PermissionScopeIds: { user_impersonation: SCOPE_ID },
    servicePrincipalNames: [clientId],
    type: "Application",
  });
});

test("a refresh finds nothing to change, and what the application gained since", async ({ expect }) => {
  const { cloud, principal, application } = await withPrincipal();
  expect(await cloud.refresh(type, principal)).toEqual(principal);
  await cloud.create(TYPES.identifierUri, { applicationId: application.id, identifierUri: "api://mine" });
  expect((await cloud.refresh(type, principal))?.outputs["servicePrincipalNames"]).toContain("api://mine");
});

test("assignment can be required later; another client id replaces", async ({ expect }) => {
  const { cloud, principal, clientId } = await withPrincipal();
  const required = { clientId, appRoleAssignmentRequired: true };
  expect(await cloud.diff(type, principal, required)).toEqual(["appRoleAssignmentRequired"]);
  expect((await cloud.update(type, principal, required))["appRoleAssignmentRequired"]).toBe(true);
  expect(await cloud.diff(type, principal, { clientId: SCOPE_ID })).toEqual(["clientId!"]);
});

test("deleting works twice", async ({ expect }) => {
  const { cloud, principal } = await withPrincipal();
  await cloud.delete(type, principal.id);
  await cloud.delete(type, principal.id);
  expect(await cloud.refresh(type, principal)).toBeUndefined();
});

test("an application that does not exist, and one that has its principal, are refused", async ({
  expect,
}) => {
  const { cloud, clientId } = await withPrincipal();
  expect(await refusalOf(cloud.create(type, { clientId: SCOPE_ID }))).toContain(
    "does not reference a valid application object",
  );
  expect(await refusalOf(cloud.create(type, { clientId }))).toMatch(
    /^Request_MultipleObjectsWithSameKeyValue/,
  );
  expect(await cloud.check(type, { clientId: "raptor" })).toEqual([
    'clientId: expected "clientId" to be a valid UUID, got raptor',
  ]);
});

test("useExisting takes Microsoft Graph over, and a delete leaves it there", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const graph = await cloud.create(type, { clientId: MICROSOFT_GRAPH, useExisting: true });
  expect(graph.outputs["oauth2PermissionScopeIds"]).toMatchObject({
    "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
  });
  await cloud.delete(type, graph.id);
  expect(await cloud.refresh(type, graph)).toBeDefined();
});
