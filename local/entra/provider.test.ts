import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { createDirectory } from "./directory.ts";
import { shown } from "./directory/manifest.ts";
import { createEntraProvider } from "./provider.ts";
import { apiInputs, driver, TENANT, TYPES } from "./resources/in-test.ts";

test("the provider is azuread in the version of the installed SDK", () => {
  const provider = createEntraProvider(createDirectory({ tenantId: TENANT }));
  const sdk = createRequire(import.meta.url)("@pulumi/azuread/package.json") as { version: string };
  expect(provider.name).toBe("azuread");
  expect(provider.version).toBe(sdk.version);
});

test("a registration with its service principal, URI and secret is created, read and deleted", async () => {
  const directory = createDirectory({ tenantId: TENANT });
  const cloud = driver(createEntraProvider(directory));
  const application = await cloud.create(TYPES.application, apiInputs());
  const clientId = application.outputs["clientId"] ?? "";
  const uri = await cloud.create(TYPES.identifierUri, {
    applicationId: application.id,
    identifierUri: `api://${shown(clientId)}`,
  });
  const principal = await cloud.create(TYPES.servicePrincipal, { clientId });
  const password = await cloud.create(TYPES.password, { applicationId: application.id });

  expect(application.id).toMatch(/^\/applications\/[0-9a-f-]{36}$/);
  expect(password.outputs["value"]).toMatch(/^.{40}$/);
  for (const [type, id] of [
    [TYPES.application, application.id],
    [TYPES.identifierUri, uri.id],
    [TYPES.servicePrincipal, principal.id],
    [TYPES.password, password.id],
  ] as const) {
    expect((await cloud.read(type, id))?.id).toBe(id);
    await cloud.delete(type, id);
    await cloud.delete(type, id);
    expect(await cloud.read(type, id)).toBeUndefined();
    if (type === TYPES.application) break;
  }
  expect(directory.state.applications.size).toBe(0);
  expect(directory.state.deletedApplications.size).toBe(1);
});
