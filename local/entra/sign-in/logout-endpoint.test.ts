import { TYPES } from "../resources/in-test.ts";
import { authorizeUrl, browser, declaredTenant, localUri, TENANT, type Scenario } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";
import { isPostLogoutUri, logoutUrlsOf } from "./logout-endpoint.ts";

function logoutUrl(scenario: Scenario, parameters: Record<string, string> = {}): string {
  return `${scenario.signIn.url}/${TENANT}/oauth2/v2.0/logout?${new URLSearchParams(parameters).toString()}`;
}

const COMPLETE = "http://raptor-client.localhost:8401/.auth/logout/complete";

test("it ends the session: the next visit asks who signs in", async ({ expect, scenario }) => {
  const { visit, submit } = browser();
  await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
  const page = await visit(logoutUrl(scenario));
  expect(page).toMatchObject({ status: 200, location: null });
  expect(page.text).toContain("You signed out");
  expect((await visit(authorizeUrl(scenario))).text).toContain("Choose an account");
  expect(scenario.events).toContainEqual({
    kind: "signedOut",
    userPrincipalName: scenario.member.userPrincipalName,
  });
});

test("it goes back to the application that asked, with its state", async ({ expect, scenario }) => {
  const left = await browser().visit(
    logoutUrl(scenario, { post_logout_redirect_uri: COMPLETE, state: "a b" }),
  );
  expect(left).toMatchObject({ status: 303, location: `${COMPLETE}?state=a+b` });
});

test("it goes to nobody that is not declared", async ({ expect, scenario }) => {
  const page = await browser().visit(
    logoutUrl(scenario, { post_logout_redirect_uri: "https://elsewhere.example/" }),
  );
  expect(page).toMatchObject({ status: 200, location: null });
});

test("it tells the other applications that took part, and then goes on", async ({ expect, scenario }) => {
  const { application } = scenario.frontend;
  const logout = "https://other.example/.auth/logout";
  await scenario.cloud.update(TYPES.application, application, {
    ...application.inputs,
    web: { ...(application.inputs["web"] as object), logoutUrl: logout },
  });
  const { visit, submit } = browser();
  await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
  const page = await visit(logoutUrl(scenario, { post_logout_redirect_uri: COMPLETE }));
  expect(page.text).toContain(`<iframe src="${logout}"`);
  expect(page.text).toContain(`href="${COMPLETE}"`);
});

test("a redirect URI of an application is a place to go back to, and so is its origin", async ({
  expect,
}) => {
  const { directory } = await declaredTenant();
  const allowed = (target: string): boolean => isPostLogoutUri(directory.state, localUri, target);
  expect(allowed(COMPLETE)).toBe(true);
  expect(allowed("https://raptor-client.azurewebsites.net/.auth/logout/complete")).toBe(true);
  expect(allowed("http://raptor-client.localhost:8402/.auth/logout/complete")).toBe(false);
  expect(allowed("https://raptor-client.azurewebsites.net.evil.example/")).toBe(false);
  expect(allowed("//raptor-client.localhost:8401/")).toBe(false);
  expect(allowed("javascript:alert(1)")).toBe(false);
});

test("the application that asked is not told again", async ({ expect }) => {
  const { directory, cloud, frontend } = await declaredTenant();
  await cloud.update(TYPES.application, frontend.application, {
    ...frontend.application.inputs,
    web: { logoutUrl: "https://raptor-client.azurewebsites.net/.auth/logout" },
  });
  const local = "http://raptor-client.localhost:8401/.auth/logout";
  const clients = [frontend.clientId, "gone"];
  expect(logoutUrlsOf(directory.state, localUri, clients, undefined)).toEqual([local]);
  expect(logoutUrlsOf(directory.state, localUri, clients, COMPLETE)).toEqual([]);
});
