import { test } from "vitest";
import { apiInputs, emptyTenant, refusalOf, TYPES } from "./in-test.ts";

const type = TYPES.identifierUri;

async function withUri() {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(TYPES.application, apiInputs());
  const uri = await cloud.create(type, { applicationId: application.id, identifierUri: "api://mine" });
  return { cloud, directory, application, uri };
}

test("its id holds the URI in base64, and an import reads it back", async ({ expect }) => {
  const { cloud, application, uri } = await withUri();
  expect(uri.id).toBe(`${application.id}/identifierUris/YXBpOi8vbWluZQ==`);
  expect(await cloud.import(type, uri.id)).toEqual(uri);
});

test("both inputs replace", async ({ expect }) => {
  const { cloud, uri } = await withUri();
  const other = await cloud.create(TYPES.application, apiInputs());
  const news = { applicationId: other.id, identifierUri: "api://other" };
  expect(await cloud.diff(type, uri, news)).toEqual(["applicationId!", "identifierUri!"]);
});

test("deleting removes the URI, twice, also after the application", async ({ expect }) => {
  const { cloud, uri, application } = await withUri();
  await cloud.delete(type, uri.id);
  await cloud.delete(type, uri.id);
  expect(await cloud.refresh(type, uri)).toBeUndefined();
  await cloud.delete(TYPES.application, application.id);
  await cloud.delete(type, uri.id);
});

test("a URI that another application has is refused, also while that one is in the recycle bin", async ({
  expect,
}) => {
  const { cloud, application } = await withUri();
  const other = await cloud.create(TYPES.application, apiInputs());
  const news = { applicationId: other.id, identifierUri: "api://mine" };
  const inUse = "Another object with the same value for property identifierUris already exists.";
  expect(await refusalOf(cloud.create(type, news))).toContain(inUse);
  await cloud.delete(TYPES.application, application.id);
  expect(await refusalOf(cloud.create(type, news))).toContain(inUse);
});

// contract: entra A2
test("an application of token version 1 needs a verified domain, the tenant id or its own id in the URI", async ({
  expect,
}) => {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(TYPES.application, { displayName: "v1" });
  const applicationId = application.id;
  expect(await refusalOf(cloud.create(type, { applicationId, identifierUri: "api://mine" }))).toContain(
    "must contain a tenant verified domain, tenant ID, or app ID",
  );
  for (const identifierUri of [
    `api://${application.outputs["clientId"] as string}`,
    `api://${directory.tenantId}/mine`,
    `https://${directory.tenantDomain}/mine`,
  ]) {
    await cloud.create(type, { applicationId, identifierUri });
  }
});

test("bad input is named by its property", async ({ expect }) => {
  const { cloud } = emptyTenant();
  expect(await cloud.check(type, { applicationId: "mine", identifierUri: "mine" })).toEqual([
    "applicationId: expected the resource id of an application (/applications/<object id>), got mine",
    "identifierUri: expected a URI with the scheme http, https, api, urn, ms-appx, got mine",
  ]);
});

test("an application that is gone is refused", async ({ expect }) => {
  const { cloud, application } = await withUri();
  await cloud.delete(TYPES.application, application.id);
  const news = { applicationId: application.id, identifierUri: "api://late" };
  expect(await refusalOf(cloud.create(type, news))).toContain("Request_ResourceNotFound");
});
