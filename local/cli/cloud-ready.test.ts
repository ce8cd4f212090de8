import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { cloudReadyJson, cloudReadyText } from "./cloud-ready.ts";

const ready = {
  ports: { "azure-native": 8398, azuread: 8399 },
  signIn: "http://localhost:8400/t/v2.0",
  users: [
    { displayName: "Ada", userPrincipalName: "ada@example.com", objectId: "1" },
    { displayName: "Noor Idris", userPrincipalName: "noor@example.com", objectId: "2" },
  ],
};

describe("what npm run cloud says when it is ready", () => {
  it("is one line of JSON, with what is needed to attach and sign in and nothing else", ({ expect }) => {
    expect(cloudReadyJson(ready)).toBe(
      '{"debugProviders":"azure-native:8398,azuread:8399","signIn":"http://localhost:8400/t/v2.0",' +
        '"users":[{"displayName":"Ada","userPrincipalName":"ada@example.com"},' +
        '{"displayName":"Noor Idris","userPrincipalName":"noor@example.com"}]}',
    );
  });

  it("is the lines to paste, and who can sign in", ({ expect }) => {
    const text = cloudReadyText(ready);
    expect(text).toContain("\n  export PULUMI_DEBUG_PROVIDERS=azure-native:8398,azuread:8399\n");
    expect(text).toContain("npx pulumi up");
    expect(text).toMatch(/Noor Idris {2}noor@example\.com/);
  });

  it("names a stack whose file is git-ignored, because the CLI writes a salt into it", ({ expect }) => {
    const [, stack = "none"] = /stack select --create (\S+)/.exec(cloudReadyText(ready)) ?? [];
    const ignored = readFileSync(join(import.meta.dirname, "../../.gitignore"), "utf8").split("\n");
    expect(ignored).toContain(`/Pulumi.${stack}.yaml`);
  });
});
