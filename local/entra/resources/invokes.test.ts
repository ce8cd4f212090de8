import { test } from "vitest";
import { createDirectory } from "../directory.ts";
import { MICROSOFT_GRAPH } from "../directory/microsoft-graph.ts";
import { createEntraProvider } from "../provider.ts";
import { refusalOf, TENANT } from "./in-test.ts";

function tenant() {
  const directory = createDirectory({ tenantId: TENANT });
  const provider = createEntraProvider(directory);
  return {
    directory,
    clientConfig: () => provider.invoke("azuread:index/getClientConfig:getClientConfig", {}),
    servicePrincipal: (args: Record<string, string>) =>
      provider.invoke("azuread:index/getServicePrincipal:getServicePrincipal", args),
    publishedAppIds: () =>
      provider.invoke("azuread:index/getApplicationPublishedAppIds:getApplicationPublishedAppIds", {}),
  };
}

test("getClientConfig tells the tenant and who deploys, the same at every start", async ({ expect }) => {
  const { clientConfig, directory } = tenant();
  const config = await clientConfig();
  expect(config).toMatchObject({ tenantId: TENANT, objectId: directory.deployer.objectId });
  expect(await tenant().clientConfig()).toEqual(config);
});

test("getServicePrincipal finds Microsoft Graph by client id, by name and by object id", async ({
  expect,
}) => {
  const { servicePrincipal } = tenant();
  const graph = await servicePrincipal({ clientId: MICROSOFT_GRAPH });
  expect(graph["oauth2PermissionScopeIds"]).toEqual({
    openid: "37f7f235-527c-4136-accd-4a02d197296e",
    profile: "14dad69e-099b-42c9-810b-d002981feec1",
    email: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
    offline_access: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
    "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
  });
  expect(await servicePrincipal({ displayName: "Microsoft Graph" })).toEqual(graph);
  expect(await servicePrincipal({ objectId: graph["objectId"] as string })).toEqual(graph);
});

test("getServicePrincipal refuses what it does not find, and a question with two keys or none", async ({
  expect,
}) => {
  const { servicePrincipal } = tenant();
  expect(await refusalOf(servicePrincipal({ displayName: "nobody" }))).toBe(
    'Request_ResourceNotFound: No service principal found with displayName "nobody"',
  );
  const ambiguous = "must be specified, and only one";
  expect(await refusalOf(servicePrincipal({}))).toContain(ambiguous);
  expect(await refusalOf(servicePrincipal({ clientId: MICROSOFT_GRAPH, displayName: "x" }))).toContain(
    ambiguous,
  );
});

test("getApplicationPublishedAppIds knows Microsoft Graph", async ({ expect }) => {
  expect((await tenant().publishedAppIds())["result"]).toEqual({ MicrosoftGraph: MICROSOFT_GRAPH });
});
