import { test } from "vitest";
import { apiInputs, emptyTenant, refusalOf, SCOPE_ID, TYPES } from "./in-test.ts";

const type = TYPES.grant;

async function withGrant() {
  const { cloud, directory } = emptyTenant();
  async function principal(): Promise<string> {
    const application = await cloud.create(TYPES.application, apiInputs());
    const { outputs } = await cloud.create(TYPES.servicePrincipal, {
      clientId: application.outputs["clientId"] ?? "",
    });
    return outputs["objectId"] as string;
  }
  const inputs = {
    servicePrincipalObjectId: await principal(),
    resourceServicePrincipalObjectId: await principal(),
    claimValues: ["user_impersonation"],
  };
  return { cloud, directory, inputs, grant: await cloud.create(type, inputs) };
}

test("a refresh and an import read what was declared", async ({ expect }) => {
  const { cloud, grant } = await withGrant();
  expect(grant.id).toMatch(/^\/oauth2PermissionGrants\/[\w-]+$/);
  expect(await cloud.refresh(type, grant)).toEqual(grant);
  expect(await cloud.import(type, grant.id)).toEqual(grant);
});

test("scopes change in place; the parties replace", async ({ expect }) => {
  const { cloud, grant, inputs, directory } = await withGrant();
  expect(await cloud.diff(type, grant, { ...inputs, claimValues: [] })).toEqual(["claimValues[0]"]);
  await cloud.update(type, grant, { ...inputs, claimValues: [] });
  expect((await cloud.refresh(type, grant))?.inputs["claimValues"]).toEqual([]);
  const [user] = directory.users();
  expect(await cloud.diff(type, grant, { ...inputs, userObjectId: user?.objectId ?? "" })).toEqual([
    "userObjectId!",
  ]);
});

test("deleting works twice", async ({ expect }) => {
  const { cloud, grant } = await withGrant();
  await cloud.delete(type, grant.id);
  await cloud.delete(type, grant.id);
  expect(await cloud.refresh(type, grant)).toBeUndefined();
});

// contract: entra A6, #690
test("a second grant for the same client and resource is refused; one for a user stands beside it", async ({
  expect,
}) => {
  const { cloud, inputs, directory } = await withGrant();
  expect(await refusalOf(cloud.create(type, inputs))).toBe(
    "Request_MultipleObjectsWithSameKeyValue: Permission entry already exists.",
  );
  const [user] = directory.users();
  await cloud.create(type, { ...inputs, userObjectId: user?.objectId ?? "" });
});

test("a scope that the resource does not publish, and a principal that is not there, are refused", async ({
  expect,
}) => {
  const { cloud, inputs, grant } = await withGrant();
  await cloud.delete(type, grant.id);
  expect(await refusalOf(cloud.create(type, { ...inputs, claimValues: ["Mail.Read"] }))).toContain(
    "The scope 'Mail.Read' is not published by the resource raptor-server. Published: user_impersonation.",
  );
  expect(await refusalOf(cloud.create(type, { ...inputs, servicePrincipalObjectId: SCOPE_ID }))).toContain(
    "Request_ResourceNotFound",
  );
});

test("bad input is named by its property", async ({ expect }) => {
  const { cloud, inputs } = await withGrant();
  expect(await cloud.check(type, { ...inputs, userObjectId: "ada" })).toEqual([
    'userObjectId: expected "userObjectId" to be a valid UUID, got ada',
  ]);
});
