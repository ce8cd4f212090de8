import { test } from "vitest";
import { apiInputs, emptyTenant, refusalOf, SCOPE_ID, TYPES } from "./in-test.ts";

const type = TYPES.application;

test("a new application tells its ids and what the registration decides", async ({ expect }) => {
  const { cloud, directory } = emptyTenant();
  const { id, outputs } = await cloud.create(type, apiInputs());
  expect(id).toBe(`/applications/${outputs["objectId"] as string}`);
  expect(outputs).toMatchObject({
    clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    signInAudience: "AzureADMyOrg",
    identifierUris: [],
    oauth2PermissionScopeIds: { user_impersonation: SCOPE_ID },
    publisherDomain: directory.tenantDomain,
    api: { requestedAccessTokenVersion: 2 },
  });
});

test("a refresh finds nothing to change", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  expect(await cloud.refresh(type, application)).toEqual(application);
});

test("an import reads what a program would have to declare", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  const imported = await cloud.import(type, application.id);
  expect(await cloud.diff(type, { ...application, inputs: imported?.inputs ?? {} }, apiInputs())).toEqual([]);
});

test("a changed name is an update, and keeps the client id", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  const renamed = apiInputs({ displayName: "renamed" });
  expect(await cloud.diff(type, application, renamed)).toEqual(["displayName"]);
  const outputs = await cloud.update(type, application, renamed);
  expect(outputs).toMatchObject({ displayName: "renamed", clientId: application.outputs["clientId"] });
});

// contract: entra A2
test("an update keeps identifier URIs that a satellite added", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  await cloud.create(TYPES.identifierUri, { applicationId: application.id, identifierUri: "api://mine" });
  const outputs = await cloud.update(type, application, apiInputs({ displayName: "renamed" }));
  expect(outputs["identifierUris"]).toEqual(["api://mine"]);
});

// contract: entra A2, pulumi-azuread #1036
test("after a refresh, an update without ignoreChanges removes such URIs, as the real provider does", async ({
  expect,
}) => {
  const { cloud } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  await cloud.create(TYPES.identifierUri, { applicationId: application.id, identifierUri: "api://mine" });
  const refreshed = await cloud.refresh(type, application);
  const stale = { ...application, inputs: refreshed?.inputs ?? {} };
  expect(await cloud.diff(type, stale, apiInputs())).toEqual(["identifierUris"]);
  expect((await cloud.update(type, stale, apiInputs()))["identifierUris"]).toEqual([]);
});

test("deleting moves it to the recycle bin, takes its service principal, and works twice", async ({
  expect,
}) => {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  await cloud.create(TYPES.servicePrincipal, { clientId: application.outputs["clientId"] ?? "" });
  await cloud.delete(type, application.id);
  await cloud.delete(type, application.id);
  expect(await cloud.refresh(type, application)).toBeUndefined();
  expect([...directory.state.deletedApplications.keys()]).toEqual([application.outputs["objectId"]]);
  const clientIds = [...directory.state.servicePrincipals.values()].map((principal) => principal.clientId);
  expect(clientIds).not.toContain(application.outputs["clientId"]);
});

test("an owner that is not in the directory is refused as Graph refuses it", async ({ expect }) => {
  const { cloud, directory } = emptyTenant();
  expect(await refusalOf(cloud.create(type, apiInputs({ owners: [SCOPE_ID] })))).toMatch(
    /^Request_ResourceNotFound: Resource '4f5e1d0a-/,
  );
  await cloud.create(type, apiInputs({ owners: [directory.deployer.objectId] }));
});

test("a redirect URI over http is for localhost alone, at create and at update", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const withUri = (uri: string) => apiInputs({ web: { redirectUris: [uri] } });
  const application = await cloud.create(type, withUri("http://localhost:50505/.auth/login/aad/callback"));
  const refusal = /^Request_BadRequest: .*http:\/\/site.example\/ must start with https/;
  expect(await refusalOf(cloud.create(type, withUri("http://site.example/")))).toMatch(refusal);
  expect(await refusalOf(cloud.update(type, application, withUri("http://site.example/")))).toMatch(refusal);
});

test("preventDuplicateNames refuses a second application of the name", async ({ expect }) => {
  const { cloud } = emptyTenant();
  await cloud.create(type, apiInputs());
  await cloud.create(type, apiInputs());
  expect(await refusalOf(cloud.create(type, apiInputs({ preventDuplicateNames: true })))).toContain(
    'An existing application with name "raptor-server"',
  );
});

test("updating an application that is gone is refused", async ({ expect }) => {
  const { cloud } = emptyTenant();
  const application = await cloud.create(type, apiInputs());
  await cloud.delete(type, application.id);
  expect(await refusalOf(cloud.update(type, application, apiInputs({ notes: "late" })))).toContain(
    "Request_ResourceNotFound",
  );
});
