import { test } from "vitest";
import { apiInputs, emptyTenant, refusalOf, SCOPE_ID, TYPES } from "./in-test.ts";

const type = TYPES.preAuthorized;
const CLIENT = "0a0b0c0d-1111-4222-8333-444455556666";

async function withPreAuthorization() {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(TYPES.application, apiInputs());
  const inputs = { applicationId: application.id, authorizedClientId: CLIENT, permissionIds: [SCOPE_ID] };
  return { cloud, directory, inputs, preAuthorized: await cloud.create(type, inputs) };
}

test("its id is made of the two applications, and an import reads it back", async ({ expect }) => {
  const { cloud, inputs, preAuthorized } = await withPreAuthorization();
  const objectId = inputs.applicationId.replace("/applications/", "");
  expect(preAuthorized.id).toBe(`${objectId}/preAuthorizedApplication/${CLIENT}`);
  expect(await cloud.import(type, preAuthorized.id)).toEqual(preAuthorized);
});

test("permissions change in place; the applications replace", async ({ expect }) => {
  const { cloud, inputs, preAuthorized } = await withPreAuthorization();
  const none = { ...inputs, permissionIds: [] };
  expect(await cloud.diff(type, preAuthorized, none)).toEqual(["permissionIds[0]"]);
  await cloud.update(type, preAuthorized, none);
  expect((await cloud.refresh(type, preAuthorized))?.inputs["permissionIds"]).toEqual([]);
  expect(await cloud.diff(type, preAuthorized, { ...inputs, authorizedClientId: SCOPE_ID })).toEqual([
    "authorizedClientId!",
  ]);
});

test("deleting works twice", async ({ expect }) => {
  const { cloud, preAuthorized } = await withPreAuthorization();
  await cloud.delete(type, preAuthorized.id);
  await cloud.delete(type, preAuthorized.id);
  expect(await cloud.refresh(type, preAuthorized)).toBeUndefined();
});

test("a permission that the application does not publish is refused, and so is a second entry", async ({
  expect,
}) => {
  const { cloud, inputs } = await withPreAuthorization();
  expect(await refusalOf(cloud.create(type, inputs))).toContain("Request_MultipleObjectsWithSameKeyValue");
  const unpublished = { ...inputs, authorizedClientId: SCOPE_ID, permissionIds: [CLIENT] };
  expect(await refusalOf(cloud.create(type, unpublished))).toContain(`references the permission ${CLIENT}`);
});

test("bad input is named by its property", async ({ expect }) => {
  const { cloud, inputs } = await withPreAuthorization();
  expect(await cloud.check(type, { ...inputs, authorizedClientId: "x", permissionIds: ["y"] })).toEqual([
    'authorizedClientId: expected "authorizedClientId" to be a valid UUID, got x',
    'permissionIds[0]: expected "permissionIds[0]" to be a valid UUID, got y',
  ]);
});
