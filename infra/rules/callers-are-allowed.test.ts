import { describe, it } from "vitest";
import { callersAreAllowed } from "./callers-are-allowed.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: callers are allowed", () => {
  it("objects to a backend that refuses its frontend", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.validation.defaultAuthorizationPolicy.allowedApplications",
          ["backend-client-id"],
        ),
        [callersAreAllowed],
      ),
    ).toEqual([
      "callersAreAllowed: backend-auth refuse the client frontend-client-id, which signs users in for this API",
    ]);
  });

  it("objects to a site that accepts any application", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.validation.defaultAuthorizationPolicy",
          undefined,
        ),
        [callersAreAllowed],
      ),
    ).toEqual([
      "callersAreAllowed: backend-auth accept tokens of any application: they need allowedApplications",
    ]);
  });
});
