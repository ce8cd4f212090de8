import { describe, it } from "vitest";
import { loginScopesExist } from "./login-scopes-exist.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput, without } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: login scopes exist", () => {
  it("objects to a scope of an API without that identifier URI", ({ expect }) => {
    expect(objections(without(sample, "backend-uri"), [loginScopesExist])).toEqual([
      "loginScopesExist: frontend-auth ask for api://backend-client-id/user_impersonation, but no declared registration has that identifier URI (AADSTS500011)",
    ]);
  });

  it("objects to a scope that the API does not expose", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "backend-application", "api.oauth2PermissionScopes", [
          { id: "scope-id", value: "other" },
        ]),
        [loginScopesExist],
      ),
    ).toEqual([
      "loginScopesExist: frontend-auth ask for api://backend-client-id/user_impersonation, which the API does not expose (AADSTS650053)",
    ]);
  });

  it("objects to a scope that is disabled", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "backend-application", "api.oauth2PermissionScopes", [
          { id: "scope-id", value: "user_impersonation", enabled: false },
        ]),
        [loginScopesExist],
      ),
    ).toEqual([
      "loginScopesExist: frontend-auth ask for api://backend-client-id/user_impersonation, which the API does not expose (AADSTS650053)",
    ]);
  });

  it("objects to a scope that the client does not declare, or under another id", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "frontend-application", "requiredResourceAccesses", [
          { resourceAppId: "backend-client-id", resourceAccesses: [{ id: "other", type: "Scope" }] },
        ]),
        [loginScopesExist],
      ),
    ).toEqual([
      "loginScopesExist: frontend-auth ask for api://backend-client-id/user_impersonation, which the client does not declare in requiredResourceAccesses (AADSTS650057)",
    ]);
  });

  it("objects to scopes without openid, and to two scope parameters", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "frontend-auth", "identityProviders.azureActiveDirectory.login.loginParameters", [
          "scope=openid",
          "scope=email",
        ]),
        [loginScopesExist],
      ),
    ).toEqual([
      "loginScopesExist: frontend-auth need exactly one scope= among loginParameters, with openid in it",
    ]);
  });

  it("accepts the scope on an identifier URI that is declared inline", ({ expect }) => {
    expect(
      objections(
        withInput(without(sample, "backend-uri"), "backend-application", "identifierUris", [
          "api://backend-client-id",
        ]),
        [loginScopesExist],
      ),
    ).toEqual([]);
  });
});
