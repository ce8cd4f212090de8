import { test } from "vitest";
import { DEFAULT_APP_ROLE } from "../directory/app-role-assignments.ts";
import { apiInputs, emptyTenant, refusalOf, SCOPE_ID, TYPES } from "./in-test.ts";

const type = TYPES.appRoleAssignment;

async function withAssignment() {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(TYPES.application, apiInputs());
  const principal = await cloud.create(TYPES.servicePrincipal, {
    clientId: application.outputs["clientId"] ?? "",
  });
  const [user] = directory.users();
  const inputs = {
    appRoleId: DEFAULT_APP_ROLE,
    principalObjectId: user?.objectId ?? "",
    resourceObjectId: principal.outputs["objectId"] ?? "",
  };
  return { cloud, inputs, assignment: await cloud.create(type, inputs) };
}

test("it names who is assigned to what, and a refresh finds nothing to change", async ({ expect }) => {
  const { cloud, assignment, inputs } = await withAssignment();
  expect(assignment.id).toMatch(/^\/servicePrincipals\/[0-9a-f-]{36}\/appRoleAssignedTo\/[\w-]+$/);
  expect(assignment.outputs).toMatchObject({
    principalDisplayName: "Ada Morgan",
    principalType: "User",
    resourceDisplayName: "raptor-server",
  });
  expect(await cloud.refresh(type, assignment)).toEqual(assignment);
  expect((await cloud.import(type, assignment.id))?.inputs).toEqual(inputs);
});

test("every input replaces", async ({ expect }) => {
  const { cloud, assignment, inputs } = await withAssignment();
  expect(await cloud.diff(type, assignment, { ...inputs, appRoleId: SCOPE_ID })).toEqual(["appRoleId!"]);
});

test("deleting works twice", async ({ expect }) => {
  const { cloud, assignment } = await withAssignment();
  await cloud.delete(type, assignment.id);
  await cloud.delete(type, assignment.id);
  expect(await cloud.refresh(type, assignment)).toBeUndefined();
});

test("a second assignment, an unknown role and an unknown principal are refused", async ({ expect }) => {
  const { cloud, inputs } = await withAssignment();
  expect(await refusalOf(cloud.create(type, inputs))).toContain("already exists on the object");
  expect(await refusalOf(cloud.create(type, { ...inputs, appRoleId: SCOPE_ID }))).toContain(
    "was not found on",
  );
  expect(await refusalOf(cloud.create(type, { ...inputs, principalObjectId: SCOPE_ID }))).toContain(
    "Request_ResourceNotFound",
  );
});
