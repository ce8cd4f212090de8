import { describe, it } from "vitest";
import { sitesAreAuthenticated } from "./sites-are-authenticated.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput, withTwin, without } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: sites are authenticated", () => {
  it("objects to a site without auth settings", ({ expect }) => {
    expect(objections(without(sample, "backend-auth"), [sitesAreAuthenticated])).toEqual([
      "sitesAreAuthenticated: backend-site has no auth settings: anyone gets in",
    ]);
  });

  it("objects to auth settings of another site", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-auth", "name", "raptor-other"), [sitesAreAuthenticated]),
    ).toEqual(["sitesAreAuthenticated: backend-site has no auth settings: anyone gets in"]);
  });

  it("objects to two of them on one path", ({ expect }) => {
    expect(objections(withTwin(sample, "backend-auth"), [sitesAreAuthenticated])).toEqual([
      "sitesAreAuthenticated: backend-site has auth settings twice: the last writer wins",
    ]);
  });

  it("objects to authentication that is switched off", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-auth", "platform.enabled", false), [sitesAreAuthenticated]),
    ).toEqual(["sitesAreAuthenticated: backend-auth do not require authentication"]);
  });

  it("objects to authentication that is not required", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-auth", "globalValidation.requireAuthentication", undefined), [
        sitesAreAuthenticated,
      ]),
    ).toEqual(["sitesAreAuthenticated: backend-auth do not require authentication"]);
  });

  it("objects to letting anonymous callers in", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "backend-auth", "globalValidation.unauthenticatedClientAction", "AllowAnonymous"),
        [sitesAreAuthenticated],
      ),
    ).toEqual(["sitesAreAuthenticated: backend-auth do not require authentication"]);
  });
});
