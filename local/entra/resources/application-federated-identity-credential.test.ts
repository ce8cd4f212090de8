import { test } from "vitest";
import { apiInputs, emptyTenant, refusalOf, TENANT, TYPES } from "./in-test.ts";

const type = TYPES.federatedCredential;

async function withCredential() {
  const { cloud } = emptyTenant();
  const application = await cloud.create(TYPES.application, apiInputs());
  const inputs = {
    applicationId: application.id,
    displayName: "managed-identity",
    issuer: `https://login.microsoftonline.com/${TENANT}/v2.0`,
    subject: "0a0b0c0d-1111-4222-8333-444455556666",
    audiences: ["api://AzureADTokenExchange"],
  };
  return { cloud, inputs, credential: await cloud.create(type, inputs) };
}

test("a refresh and an import read what was declared", async ({ expect }) => {
  const { cloud, credential, inputs } = await withCredential();
  expect(credential.id).toMatch(/^[0-9a-f-]{36}\/federatedIdentityCredential\/[0-9a-f-]{36}$/);
  expect(await cloud.refresh(type, credential)).toEqual(credential);
  expect((await cloud.import(type, credential.id))?.inputs).toEqual(inputs);
});

test("the subject changes in place; the name replaces", async ({ expect }) => {
  const { cloud, credential, inputs } = await withCredential();
  const other = { ...inputs, subject: "other" };
  expect(await cloud.diff(type, credential, other)).toEqual(["subject"]);
  await cloud.update(type, credential, other);
  expect((await cloud.refresh(type, credential))?.inputs["subject"]).toBe("other");
  expect(await cloud.diff(type, credential, { ...inputs, displayName: "x" })).toEqual(["displayName!"]);
});

test("deleting works twice", async ({ expect }) => {
  const { cloud, credential } = await withCredential();
  await cloud.delete(type, credential.id);
  await cloud.delete(type, credential.id);
  expect(await cloud.refresh(type, credential)).toBeUndefined();
});

// contract: entra A5
test("the same name or the same issuer and subject, and a 21st credential, are refused", async ({
  expect,
}) => {
  const { cloud, inputs } = await withCredential();
  expect(await refusalOf(cloud.create(type, inputs))).toContain("Request_MultipleObjectsWithSameKeyValue");
  expect(await refusalOf(cloud.create(type, { ...inputs, displayName: "x" }))).toContain(
    "issuer and subject must be unique",
  );
  for (let count = 1; count < 20; count++) {
    await cloud.create(type, { ...inputs, displayName: `n${count}`, subject: `s${count}` });
  }
  expect(await refusalOf(cloud.create(type, { ...inputs, displayName: "n", subject: "s" }))).toContain("20");
});

test("two audiences are refused", async ({ expect }) => {
  const { cloud, inputs } = await withCredential();
  expect(await cloud.check(type, { ...inputs, audiences: ["a", "b"] })).toEqual([
    "audiences: must have exactly one item, got 2",
  ]);
});
