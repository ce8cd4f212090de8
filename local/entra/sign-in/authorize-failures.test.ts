import { decodeJwt } from "jose";
import { describe } from "vitest";
import type { Properties } from "../../provider/values.ts";
import { DEFAULT_APP_ROLE } from "../directory/app-role-assignments.ts";
import { apiInputs, TYPES } from "../resources/in-test.ts";
import { declareBackend, requireAssignment, withdrawPreAuthorization } from "./change-declaration.ts";
import { authorizeUrl, browser, postedFields, type Scenario } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

// contract: entra E, the failures that belong to Entra: a changed declaration, and what comes of it

async function declareFrontend(scenario: Scenario, more: Properties): Promise<void> {
  const { application } = scenario.frontend;
  await scenario.cloud.update(TYPES.application, application, { ...application.inputs, ...more });
}

/** Error fields that reach the application when the user picks the member's account, if it is asked for. */
async function errorOf(
  scenario: Scenario,
  parameters: Record<string, string> = {},
): Promise<URLSearchParams> {
  const { visit, submit } = browser();
  const page = await visit(authorizeUrl(scenario, parameters));
  const isPicker = page.text.includes("Choose an account");
  return postedFields(isPicker ? await submit(page, { user: scenario.member.objectId }) : page);
}

function withScope(change: Properties): Properties {
  const api = apiInputs()["api"] as Properties;
  const [scope] = api["oauth2PermissionScopes"] as readonly [Properties];
  return { ...apiInputs(), api: { ...api, oauth2PermissionScopes: [{ ...scope, ...change }] } };
}

describe("at the authorize endpoint", () => {
  test("without idTokenIssuanceEnabled the application gets 700054", async ({ expect, scenario }) => {
    await declareFrontend(scenario, {
      web: { redirectUris: ["https://raptor-client.azurewebsites.net/.auth/login/aad/callback"] },
    });
    const error = await errorOf(scenario);
    expect(error.get("error")).toBe("unsupported_response_type");
    expect(error.get("error_description")).toMatch(
      /^AADSTS700054: .*Trace ID: .*Correlation ID: .*Timestamp: .*Z$/,
    );
    expect(error.get("state")).toBe("redir=%2F");
    expect([...error.keys()]).toEqual(["error", "error_description", "state"]);
  });

  test("a redirect URI that is not declared is a page with 50011, and nobody is sent there", async ({
    expect,
    scenario,
  }) => {
    const wrong = "http://raptor-client.localhost:8401/.auth/login/aad/callbak";
    const page = await browser().visit(authorizeUrl(scenario, { redirect_uri: wrong }));
    expect(page).toMatchObject({ status: 400, location: null });
    expect(page.text).toContain("AADSTS50011");
    expect(page.text).toContain(wrong);
    // the hint of the local page: what is declared
    expect(page.text).toContain("https://raptor-client.azurewebsites.net/.auth/login/aad/callback");
  });

  test("a renamed scope is 650053", async ({ expect, scenario }) => {
    await declareBackend(scenario, withScope({ value: "Profile.Read" }));
    const error = await errorOf(scenario);
    expect(error.get("error_description")).toContain("AADSTS650053");
    expect(error.get("error_description")).toContain("user_impersonation");
  });

  test("a disabled scope is 650053", async ({ expect, scenario }) => {
    await declareBackend(scenario, withScope({ enabled: false }));
    expect((await errorOf(scenario)).get("error_description")).toContain("AADSTS650053");
  });

  test("an API without service principal is 500011", async ({ expect, scenario }) => {
    await scenario.cloud.delete(TYPES.servicePrincipal, scenario.backend.servicePrincipal.id);
    const error = await errorOf(scenario);
    expect(error.get("error")).toBe("invalid_resource");
    expect(error.get("error_description")).toContain("AADSTS500011");
  });

  test("an API without identifier URI is 500011", async ({ expect, scenario }) => {
    const uri = Buffer.from(`api://${scenario.backend.clientId}`).toString("base64");
    await scenario.cloud.delete(
      TYPES.identifierUri,
      `${scenario.backend.application.id}/identifierUris/${uri}`,
    );
    expect((await errorOf(scenario)).get("error_description")).toContain("AADSTS500011");
  });

  test("a client without service principal is a page with 7000229", async ({ expect, scenario }) => {
    await scenario.cloud.delete(TYPES.servicePrincipal, scenario.frontend.servicePrincipal.id);
    const page = await browser().visit(authorizeUrl(scenario));
    expect(page.text).toContain("AADSTS7000229");
  });

  test("an application that is gone is a page with 700016", async ({ expect, scenario }) => {
    await scenario.cloud.delete(TYPES.application, scenario.frontend.application.id);
    const page = await browser().visit(authorizeUrl(scenario));
    expect(page.text).toContain("AADSTS700016");
  });

  test("an unassigned user meets 50105 and may use another account", async ({ expect, scenario }) => {
    await requireAssignment(scenario, scenario.frontend);
    await scenario.cloud.create(TYPES.appRoleAssignment, {
      appRoleId: DEFAULT_APP_ROLE,
      principalObjectId: scenario.guest.objectId,
      resourceObjectId: scenario.frontend.principalId,
    });
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario));
    const refused = await submit(picker, { user: scenario.member.objectId });
    expect(refused.text).toContain("AADSTS50105");
    const again = await submit(refused, { switch: "account" });
    expect(again.text).toContain("Choose an account");
    const posted = postedFields(await submit(again, { user: scenario.guest.objectId }));
    expect(decodeJwt(posted.get("id_token") ?? "")["oid"]).toBe(scenario.guest.objectId);
  });

  test("a scope for admins without a grant is a page with 90094", async ({ expect, scenario }) => {
    await withdrawPreAuthorization(scenario);
    await declareBackend(scenario, withScope({ type: "Admin" }));
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario));
    const page = await submit(picker, { user: scenario.member.objectId });
    expect(page.text).toContain("AADSTS90094");
  });

  test("prompt=none without a session is 50058, sent to the application", async ({ expect, scenario }) => {
    const error = await errorOf(scenario, { prompt: "none" });
    expect(error.get("error")).toBe("login_required");
    expect(error.get("error_description")).toContain("AADSTS50058");
    expect(error.has("iss")).toBe(false);
  });
});
