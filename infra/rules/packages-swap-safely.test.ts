import { describe, it } from "vitest";
import { packagesSwapSafely } from "./packages-swap-safely.ts";
import { objections } from "./rules.ts";
import { sampleGraph, withDependencies, withInput, withOption } from "./sample-graph.ts";

const sample = sampleGraph();

describe("the rule: packages swap safely", () => {
  it("objects to a package that goes before its successor is mounted", ({ expect }) => {
    expect(
      objections(withOption(sample, "backend-blob", "deleteBeforeReplace", undefined), [packagesSwapSafely]),
    ).toEqual([
      "packagesSwapSafely: backend-blob is deleted before the site mounts its successor: it needs deleteBeforeReplace: false",
    ]);
  });

  it("objects to mounting a package that may not be uploaded yet", ({ expect }) => {
    expect(
      objections(withDependencies(sample, "backend-settings", ["backend-auth"]), [packagesSwapSafely]),
    ).toEqual(["packagesSwapSafely: backend-settings can mount backend-blob before it is uploaded"]);
  });

  it("objects to a name that says nothing of the content", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-blob", "blobName", "backend.zip"), [packagesSwapSafely]),
    ).toEqual([
      "packagesSwapSafely: backend-blob has the name backend.zip, which does not hold the hash of its content",
    ]);
  });

  it("objects to what App Service does not mount", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-blob", "blobName", "backend-fedcba9876543210.tgz"), [
        packagesSwapSafely,
      ]),
    ).toEqual([
      "packagesSwapSafely: backend-blob has the name backend-fedcba9876543210.tgz, but App Service mounts .zip only",
    ]);
  });

  it("objects to a package from elsewhere", ({ expect }) => {
    expect(
      objections(
        withInput(
          sample,
          "backend-settings",
          "properties.WEBSITE_RUN_FROM_PACKAGE",
          "https://elsewhere.example/a.zip",
        ),
        [packagesSwapSafely],
      ),
    ).toEqual(["packagesSwapSafely: backend-settings mount a package that is no declared blob"]);
  });
});
