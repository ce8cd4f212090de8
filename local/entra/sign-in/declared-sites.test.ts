import { test } from "vitest";
import { declaredTenant, localUri } from "./in-test.ts";
import { declaredSites } from "./declared-sites.ts";

test("a declared redirect URI of a site here leads to the site's root", async ({ expect }) => {
  const { directory } = await declaredTenant();
  expect(declaredSites(directory.state, localUri)).toEqual([
    { name: "raptor-client", url: "http://raptor-client.localhost:8401/" },
  ]);
});

test("an address that is not of this machine is no way back", async ({ expect }) => {
  const { directory } = await declaredTenant();
  for (const elsewhere of [
    "https://raptor-client.azurewebsites.net/x",
    "http://localhost.evil.example/",
    "javascript:alert(1)",
    "not a URL",
  ]) {
    expect(declaredSites(directory.state, () => elsewhere)).toEqual([]);
  }
});
