import { describe } from "vitest";
import { TYPES } from "../resources/in-test.ts";
import { authorizeUrl, browser, postedFields, signInAs, startScenario, type Scenario } from "./in-test.ts";
import { scenarioTest as test } from "./test-with-scenario.ts";

describe("consent, where neither a pre-authorisation nor a grant covers the scope", () => {
  async function startUnauthorised(): Promise<Scenario> {
    return startScenario({ preAuthorize: false });
  }

  test("asks in the declared words, remembers what is accepted, and asks no second time", async ({
    expect,
  }) => {
    const scenario = await startUnauthorised();
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario));
    const consent = await submit(picker, { user: scenario.member.objectId });
    expect(consent.text).toContain("Permissions requested");
    expect(consent.text).toContain("Allow the app to access raptor-server on your behalf.");
    expect(consent.text).toContain("Maintain access to data you have given it access to");
    const accepted = postedFields(await submit(consent, { consent: "accept" }));
    expect(accepted.get("code")).not.toBeNull();
    expect([...scenario.directory.state.permissionGrants.values()]).toMatchObject([
      { userId: scenario.member.objectId, scopes: ["user_impersonation"] },
    ]);
    const again = postedFields(await visit(authorizeUrl(scenario)));
    expect(again.get("code")).not.toBeNull();
    await scenario.signIn.close();
  });

  test("who declines sends 65004 to the application", async ({ expect }) => {
    const scenario = await startUnauthorised();
    const { visit, submit } = browser();
    const consent = await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
    const declined = postedFields(await submit(consent, { consent: "decline" }));
    expect(declined.get("error")).toBe("access_denied");
    expect(declined.get("error_description")).toContain("AADSTS65004");
    expect(declined.get("state")).toBe("redir=%2F");
    await scenario.signIn.close();
  });

  test("prompt=none is told that consent is missing", async ({ expect }) => {
    const scenario = await startUnauthorised();
    const { visit, submit } = browser();
    await submit(await visit(authorizeUrl(scenario)), { user: scenario.member.objectId });
    const error = postedFields(await visit(authorizeUrl(scenario, { prompt: "none" })));
    expect(error.get("error")).toBe("interaction_required");
    expect(error.get("error_description")).toContain("AADSTS65001");
    await scenario.signIn.close();
  });

  test("a grant for all users needs no question", async ({ expect }) => {
    const scenario = await startUnauthorised();
    await scenario.cloud.create(TYPES.grant, {
      servicePrincipalObjectId: scenario.frontend.principalId,
      resourceServicePrincipalObjectId: scenario.backend.principalId,
      claimValues: ["user_impersonation"],
    });
    expect((await signInAs(scenario, scenario.guest)).get("code")).not.toBeNull();
    await scenario.signIn.close();
  });

  test("prompt=consent asks even where a pre-authorisation covers everything", async ({
    expect,
    scenario,
  }) => {
    const { visit, submit } = browser();
    const picker = await visit(authorizeUrl(scenario, { prompt: "consent" }));
    const consent = await submit(picker, { user: scenario.member.objectId });
    expect(consent.text).toContain("Permissions requested");
    expect(postedFields(await submit(consent, { consent: "accept" })).get("code")).not.toBeNull();
  });
});
