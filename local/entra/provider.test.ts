import { createRequire } from "node:module";
import { test } from "vitest";
import { createDirectory } from "./directory.ts";
import { createEntraProvider } from "./provider.ts";
import { emptyTenant, refusalOf, TENANT } from "./resources/in-test.ts";

test("the provider is azuread in the version of the installed SDK", ({ expect }) => {
  const provider = createEntraProvider(createDirectory({ tenantId: TENANT }));
  const sdk = createRequire(import.meta.url)("@pulumi/azuread/package.json") as { version: string };
  expect(provider.name).toBe("azuread");
  expect(provider.version).toBe(sdk.version);
});

test("a type it does not serve is refused by name", async ({ expect }) => {
  const { cloud } = emptyTenant();
  expect(await refusalOf(cloud.create("azuread:index/group:Group", {}))).toContain(
    "azuread:index/group:Group",
  );
});
