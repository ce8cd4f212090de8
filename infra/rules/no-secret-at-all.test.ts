import { describe, it } from "vitest";
import { APP_SETTINGS } from "./sites.ts";
import { noSecretAtAll } from "./no-secret-at-all.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: no secret at all", () => {
  it("objects to a secret, a password and a signed URL wherever they stand", ({ expect }) => {
    expect(
      objections(
        [
          ...sample.filter(({ name }) => name === "backend-settings"),
          ...withInput(
            sample.filter(({ name }) => name === "plan"),
            "plan",
            "tags.url",
            "https://x/a.zip?sv=1&sig=abc",
          ),
          ...sample
            .filter(({ name }) => name === "grant")
            .map((node) => ({ ...node, type: "azuread:index/applicationPassword:ApplicationPassword" })),
        ],
        [noSecretAtAll],
      ),
    ).toEqual([
      "noSecretAtAll: backend-settings has a secret in its inputs at properties.SECRET",
      "noSecretAtAll: backend-settings has a secret in its inputs at properties.WEBSITE_RUN_FROM_PACKAGE",
      "noSecretAtAll: plan has a secret in its inputs at tags.url",
      "noSecretAtAll: grant is a secret",
    ]);
  });

  it("accepts a graph without any", ({ expect }) => {
    expect(
      objections(
        sample.filter(({ type }) => type !== APP_SETTINGS),
        [noSecretAtAll],
      ),
    ).toEqual([]);
  });
});
