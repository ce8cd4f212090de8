import { describe, it } from "vitest";
import { redirectUrisAreOurs } from "./redirect-uris-are-ours.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withInput } from "./sample-graph.ts";

const HOST = "raptor-frontend-1a2b.azurewebsites.net";

const sample = sampleGraph();

describe("the rule: redirect URIs are ours", () => {
  it("objects to a host that the program does not declare", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "frontend-application", "web.redirectUris", [
          "https://evil.example/.auth/login/aad/callback",
        ]),
        [redirectUrisAreOurs],
      ),
    ).toEqual([
      "redirectUrisAreOurs: frontend-application has the redirect URI https://evil.example/.auth/login/aad/callback, which is no callback of a declared site",
    ]);
  });

  it("objects to plain HTTP, another path, and what is no URL", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "frontend-application", "web.redirectUris", [
          `http://${HOST}/.auth/login/aad/callback`,
          `https://${HOST}/other`,
          "nonsense",
        ]),
        [redirectUrisAreOurs],
      ),
    ).toEqual([
      "redirectUrisAreOurs: frontend-application has the redirect URI http://raptor-frontend-1a2b.azurewebsites.net/.auth/login/aad/callback, which is no callback of a declared site",
      "redirectUrisAreOurs: frontend-application has the redirect URI https://raptor-frontend-1a2b.azurewebsites.net/other, which is no callback of a declared site",
      "redirectUrisAreOurs: frontend-application has the redirect URI nonsense, which is no callback of a declared site",
    ]);
  });

  it("looks at every platform of a registration", ({ expect }) => {
    expect(
      objections(
        withInput(sample, "backend-application", "publicClient.redirectUris", ["http://localhost"]),
        [redirectUrisAreOurs],
      ),
    ).toEqual([
      "redirectUrisAreOurs: backend-application has the redirect URI http://localhost, which is no callback of a declared site",
    ]);
  });
});
