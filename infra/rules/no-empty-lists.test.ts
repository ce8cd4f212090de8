import { describe, it } from "vitest";
import { noEmptyLists } from "./no-empty-lists.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: no empty lists", () => {
  it("objects to an empty list anywhere in auth settings", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.validation.jwtClaimChecks.allowedGroups",
          [],
        ),
        [noEmptyLists],
      ),
    ).toEqual([
      "noEmptyLists: backend-auth have an empty list at identityProviders.azureActiveDirectory.validation.jwtClaimChecks.allowedGroups: leave it out, or fill it",
    ]);
  });

  it("accepts an empty object, which restricts nothing", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.validation.jwtClaimChecks",
          {},
        ),
        [noEmptyLists],
      ),
    ).toEqual([]);
  });
});
