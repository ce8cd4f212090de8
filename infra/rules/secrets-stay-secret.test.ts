import { describe, it } from "vitest";
import { secretsStaySecret } from "./secrets-stay-secret.ts";
import { objections } from "./rules.ts";
import { sampleGraph, secretValue, withInput } from "./sample-graph.ts";
import { UNKNOWN } from "./signatures.ts";

const sample = sampleGraph();

describe("the rule: secrets stay secret", () => {
  it("objects to a secret that stands in a plain property elsewhere", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "tags.password", "frontend-hunter2"), [secretsStaySecret]),
    ).toEqual(["secretsStaySecret: backend-site shows a secret in its inputs at tags.password"]);
  });

  it("objects to a secret that is part of a longer text", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-site", "tags.url", "https://x/?p=frontend-hunter2&b=c"), [
        secretsStaySecret,
      ]),
    ).toEqual(["secretsStaySecret: backend-site shows a secret in its inputs at tags.url"]);
  });

  it("objects to a secret in plain beside its own mark", ({ expect }) => {
    expect(
      objections(withInput(sample, "frontend-settings", "properties.COPY", "frontend-hunter2"), [
        secretsStaySecret,
      ]),
    ).toEqual(["secretsStaySecret: frontend-settings shows a secret in its inputs at properties.COPY"]);
  });

  it("accepts a secret in two secret places", ({ expect }) => {
    expect(
      objections(withInput(sample, "backend-settings", "properties.COPY", secretValue("frontend-hunter2")), [
        secretsStaySecret,
      ]),
    ).toEqual([]);
  });

  it("takes no unknown for a secret that is not known yet", ({ expect }) => {
    const preview = withInput(sample, "backend-settings", "properties.COPY", secretValue(UNKNOWN));
    expect(objections(withInput(preview, "backend-site", "tags.url", UNKNOWN), [secretsStaySecret])).toEqual(
      [],
    );
  });
});
