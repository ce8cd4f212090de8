import { test } from "vitest";
import { TYPES } from "../resources/in-test.ts";
import { authenticateBySecret, readClientCredentials } from "./client-authentication.ts";
import { declaredTenant } from "./in-test.ts";
import { isRefusal } from "./refusal.ts";

const tenant = await declaredTenant();
const { clientId, secret } = tenant.frontend;
const today = new Date();

function authenticate(given: string | undefined, now = today): string {
  const credentials = { clientId, secret: given, assertion: undefined };
  const result = authenticateBySecret(tenant.directory.state, credentials, now);
  return isRefusal(result) ? `AADSTS${result.aadsts}` : result.proof;
}

test("the secret proves the client, anything else does not", ({ expect }) => {
  expect(authenticate(secret)).toBe("1");
  expect(authenticate(`${secret}x`)).toBe("AADSTS7000215");
  expect(authenticate(undefined)).toBe("AADSTS7000218");
});

test("old and new secret are both good until one of them ends", async ({ expect }) => {
  const second = await tenant.cloud.create(TYPES.password, {
    applicationId: tenant.frontend.application.id,
    startDate: "2026-01-01T00:00:00Z",
    endDate: "2026-02-01T00:00:00Z",
  });
  const short = second.outputs["value"] as string;
  expect(authenticate(short, new Date("2026-01-15T00:00:00Z"))).toBe("1");
  expect(authenticate(short, new Date("2026-02-01T00:00:00Z"))).toBe("AADSTS7000222");
  expect(authenticate(secret)).toBe("1");
  await tenant.cloud.delete(TYPES.password, second.id);
  expect(authenticate(short, new Date("2026-01-15T00:00:00Z"))).toBe("AADSTS7000215");
});

function basic(id: string, password: string): string {
  return `Basic ${Buffer.from(`${id}:${password}`).toString("base64")}`;
}

test("credentials come from the form or from HTTP Basic, form-encoded there", ({ expect }) => {
  expect(readClientCredentials({ client_id: "a", client_secret: "b" }, undefined)).toEqual({
    clientId: "a",
    secret: "b",
    assertion: undefined,
  });
  expect(readClientCredentials({ client_id: "ignored" }, basic("a", "b%7E%3A+c:d"))).toEqual({
    clientId: "a",
    secret: "b~: c:d",
    assertion: undefined,
  });
});

test.for(["Bearer token", "Basic !!!", basic("a", "%")])(
  "%s is refused as malformed",
  (header, { expect }) => {
    expect(readClientCredentials({}, header)).toMatchObject({ aadsts: 9002313, error: "invalid_request" });
  },
);
