import { describe, it } from "vitest";
import { tokensFitTheDoor } from "./tokens-fit-the-door.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: tokens fit the door", () => {
  it("objects to an issuer of any tenant", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.registration.openIdIssuer",
          "https://login.microsoftonline.com/common/v2.0",
        ),
        [tokensFitTheDoor],
      ),
    ).toEqual([
      "tokensFitTheDoor: backend-auth have the issuer https://login.microsoftonline.com/common/v2.0, which is not one tenant's v2.0 issuer",
    ]);
  });

  it("objects to version 1 tokens", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-application", "api.requestedAccessTokenVersion", 1), [
        tokensFitTheDoor,
      ]),
    ).toEqual([
      "tokensFitTheDoor: backend-auth expect v2 tokens, but the registration does not ask for version 2",
    ]);
  });

  it("objects to the audience of another application", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.validation.allowedAudiences",
          ["api://other"],
        ),
        [tokensFitTheDoor],
      ),
    ).toEqual([
      "tokensFitTheDoor: backend-auth accept the audience api://other, which is not the registration's",
    ]);
  });

  it("objects to a client id that nobody declared", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-auth",
          "identityProviders.azureActiveDirectory.registration.clientId",
          "other",
        ),
        [tokensFitTheDoor],
      ),
    ).toEqual([
      "tokensFitTheDoor: backend-auth name the client id other, which no declared registration has",
    ]);
  });
});
