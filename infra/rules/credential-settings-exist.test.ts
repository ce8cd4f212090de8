import { describe, it } from "vitest";
import { credentialSettingsExist } from "./credential-settings-exist.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: credential settings exist", () => {
  it("objects to a name that is not among the site's app settings", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-settings", "properties.SECRET", undefined), [
        credentialSettingsExist,
      ]),
    ).toEqual([
      "credentialSettingsExist: frontend-auth name the app setting SECRET, which the site does not have",
    ]);
  });

  it("objects to one that is empty", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-settings", "properties.SECRET", ""), [credentialSettingsExist]),
    ).toEqual([
      "credentialSettingsExist: frontend-auth name the app setting SECRET, which the site does not have",
    ]);
  });

  it("objects to no name at all", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "frontend-auth",
          "identityProviders.azureActiveDirectory.registration.clientSecretSettingName",
          undefined,
        ),
        [credentialSettingsExist],
      ),
    ).toEqual([
      "credentialSettingsExist: frontend-auth name no credential: sign-in would give no access token",
    ]);
  });
});
