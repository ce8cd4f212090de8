import { describe, it } from "vitest";
import { browsersCanSignIn } from "./browsers-can-sign-in.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput, without } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: browsers can sign in", () => {
  it("objects to a registration without the site's redirect URI", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "frontend-application", "web.redirectUris", [
          "https://raptor-backend-1a2b.azurewebsites.net/.auth/login/aad/callback",
        ]),
        [browsersCanSignIn],
      ),
    ).toEqual([
      "browsersCanSignIn: frontend-application does not have the redirect URI https://raptor-frontend-1a2b.azurewebsites.net/.auth/login/aad/callback (AADSTS50011)",
    ]);
  });

  it("follows the front door's prefix", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-auth", "httpSettings.routes.apiPrefix", "/auth"), [
        browsersCanSignIn,
      ]),
    ).toEqual([
      "browsersCanSignIn: frontend-application does not have the redirect URI https://raptor-frontend-1a2b.azurewebsites.net/auth/login/aad/callback (AADSTS50011)",
    ]);
  });

  it("objects to a registration without ID tokens", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-application", "web.implicitGrant", undefined), [
        browsersCanSignIn,
      ]),
    ).toEqual(["browsersCanSignIn: frontend-application does not issue ID tokens (AADSTS700054)"]);
  });

  it("objects to auth settings without a registration", ({ expect }) => {
    expect(objections(without(sample, "frontend-application"), [browsersCanSignIn])).toEqual([
      "browsersCanSignIn: frontend-auth belong to no declared site and registration",
    ]);
  });

  it("asks nothing of a site that sends no browser to sign in", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-application", "web", undefined), [browsersCanSignIn]),
    ).toEqual([]);
  });
});
