import { test } from "vitest";
import { matchPassword } from "../directory/passwords.ts";
import { apiInputs, emptyTenant, refusalOf, TYPES } from "./in-test.ts";

const type = TYPES.password;

async function withApplication() {
  const { cloud, directory } = emptyTenant();
  const application = await cloud.create(TYPES.application, apiInputs());
  return { cloud, directory, applicationId: application.id };
}

test("the secret is told once: outputs have it, the directory keeps a hash", async ({ expect }) => {
  const { cloud, directory, applicationId } = await withApplication();
  const password = await cloud.create(type, { applicationId, displayName: "easy auth" });
  const secret = password.outputs["value"] as string;
  const objectId = applicationId.replace("/applications/", "");
  expect(password.id).toBe(`${objectId}/password/${password.outputs["keyId"] as string}`);
  expect(JSON.stringify([...directory.state.applications.values()])).not.toContain(secret);
  const application = directory.state.applications.get(objectId);
  expect(application && matchPassword(application, secret, new Date())).toBe("valid");
});

test("a refresh keeps the secret and finds nothing to change", async ({ expect }) => {
  const { cloud, applicationId } = await withApplication();
  const password = await cloud.create(type, { applicationId, endDate: "2030-01-01T00:00:00Z" });
  const refreshed = await cloud.refresh(type, password);
  expect(refreshed?.inputs).toEqual(password.inputs);
  expect(JSON.stringify(refreshed?.outputs)).toContain(password.outputs["value"]);
});

test("the secret is marked as one", async ({ expect }) => {
  const { cloud, applicationId } = await withApplication();
  const password = await cloud.create(type, { applicationId });
  const refreshed = await cloud.refresh(type, password);
  expect(refreshed?.outputs["value"]).toHaveProperty("value", password.outputs["value"]);
});

test("dates and durations end it; without either it lives two years", async ({ expect }) => {
  const { cloud, applicationId } = await withApplication();
  const startDate = "2026-01-01T00:00:00Z";
  const ends = async (more: object): Promise<unknown> =>
    (await cloud.create(type, { applicationId, startDate, ...more })).outputs["endDate"];
  expect(await ends({})).toBe("2028-01-01T00:00:00Z");
  expect(await ends({ endDate: "2026-06-01T00:00:00Z" })).toBe("2026-06-01T00:00:00Z");
  expect(await ends({ endDateRelative: "48h30m" })).toBe("2026-01-03T00:30:00Z");
});

test("every input replaces", async ({ expect }) => {
  const { cloud, applicationId } = await withApplication();
  const password = await cloud.create(type, { applicationId, rotateWhenChanged: { generation: "1" } });
  const news = { applicationId, displayName: "new", rotateWhenChanged: { generation: "2" } };
  expect(await cloud.diff(type, password, news)).toEqual(["rotateWhenChanged.generation!", "displayName!"]);
});

test("deleting works twice, and it cannot be imported", async ({ expect }) => {
  const { cloud, applicationId } = await withApplication();
  const password = await cloud.create(type, { applicationId });
  expect(await refusalOf(cloud.import(type, password.id))).toContain("cannot be imported");
  await cloud.delete(type, password.id);
  await cloud.delete(type, password.id);
  expect(await cloud.refresh(type, password)).toBeUndefined();
});

test("bad input is named by its property", async ({ expect }) => {
  const { cloud, applicationId } = await withApplication();
  expect(
    await cloud.check(type, { applicationId, endDate: "soon", startDate: "2026-13-01T00:00:00Z" }),
  ).toEqual([
    'startDate: expected "startDate" to be a valid RFC3339 date, got "2026-13-01T00:00:00Z"',
    'endDate: expected "endDate" to be a valid RFC3339 date, got "soon"',
  ]);
  expect(await cloud.check(type, { applicationId, endDateRelative: "a year" })).toEqual([
    'endDateRelative: expected a duration such as 8760h or 2400h30m, got "a year"',
  ]);
  const backwards = { applicationId, startDate: "2026-01-02T00:00:00Z", endDate: "2026-01-01T00:00:00Z" };
  expect(await refusalOf(cloud.create(type, backwards))).toContain("is not after its startDate");
});
