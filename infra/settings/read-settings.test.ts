import * as fc from "fast-check";
import { describe, it } from "vitest";
import { readSettings } from "./read-settings.ts";
import { SETTINGS, keysOf } from "./settings.ts";

function read(values: Readonly<Record<string, string>>, secrets: readonly string[] = []) {
  return readSettings({ values, secrets: new Set(secrets), prefix: "raptor:" });
}

function problemsOf(values: Readonly<Record<string, string>>): string {
  return (read(values).problems ?? []).join("\n");
}

const CLIENT = "6f1c6f0e-6a0c-4b3e-9f39-3c7a4a2b8d11";

describe("the settings of a stack", () => {
  it("have a default each, so that a new stack needs none", ({ expect }) => {
    expect(read({}).settings).toEqual({
      location: "East US 2",
      resourceGroupName: "rg-raptor-test",
      planName: "myPlan",
      sku: "F1",
      instances: { minimum: 1, maximum: 1 },
      frontendName: "raptor-client",
      backendName: "raptor-server",
      nodeVersion: "24-lts",
      credentials: "secret",
      preAuthorize: true,
      adminGrant: true,
      backendUnauthenticated: "Return401",
      additionalClients: [],
      assignmentRequired: false,
      tags: {},
      secretGeneration: 1,
    });
  });

  it("are read into their types", ({ expect }) => {
    const { settings } = read({
      sku: "p1V3",
      instances: "2-5",
      credentials: "managedidentity",
      preAuthorize: "false",
      additionalClients: `["${CLIENT.toUpperCase()}"]`,
      tags: '{"team":"raptor"}',
    });
    expect(settings).toMatchObject({
      sku: "P1v3",
      instances: { minimum: 2, maximum: 5 },
      credentials: "managedIdentity",
      preAuthorize: false,
      additionalClients: [CLIENT],
      tags: { team: "raptor" },
    });
  });

  it("name the setting, the value and what is allowed when one is wrong", ({ expect }) => {
    expect(problemsOf({ credentials: "password" })).toBe(
      'raptor:credentials is "password", but must be one of `secret`, `managedIdentity`',
    );
  });

  it("name every wrong one at once", ({ expect }) => {
    const problems = read({ sku: "F2", instances: "0", locaton: "x", additionalClients: "[]" }).problems;
    expect(problems?.map((problem) => problem.split(" ")[0])).toEqual([
      "raptor:sku",
      "raptor:instances",
      "raptor:locaton",
      "raptor:additionalClients",
    ]);
  });

  it("refuse a setting that does not exist, with its value and the ones that do", ({ expect }) => {
    expect(problemsOf({ alwaysOn: "true" })).toMatch(
      /^raptor:alwaysOn is "true", but there is no such setting, only location, .*, secretGeneration$/,
    );
    expect(problemsOf({ toString: "x" })).toContain("no such setting");
  });

  it("refuse one that is stored as a secret, and do not show it", ({ expect }) => {
    const { problems } = read({ frontendName: "hunter2!" }, ["frontendName"]);
    expect(problems).toEqual([
      "raptor:frontendName is stored as a secret, but no setting is one: set it without --secret",
    ]);
  });

  it.for([
    ["resourceGroupName", "a", ["", "ends-with-period.", "sl/ash", "x".repeat(91)]],
    ["resourceGroupName", "rg_(1).x-", ["bla nk"]],
    ["planName", "my-Plan1", ["", "under_score", "x".repeat(61)]],
    ["frontendName", "a1", ["a", "-ab", "ab-", "a_b", "x".repeat(61), "ümlaut"]],
    ["backendName", "x".repeat(60), ["a.b"]],
    ["location", "eastus2", ["", "Narnia", "East US!", "x"]],
    ["nodeVersion", "22-lts", ["18-lts", "24"]],
    ["backendUnauthenticated", "Return403", ["AllowAnonymous", "401"]],
    ["additionalClients", `["${CLIENT}"]`, ["[]", CLIENT, `["${CLIENT}","${CLIENT}"]`, '["raptor"]']],
    ["tags", '{"a":""}', ['{"a<b":"x"}', '{"":"x"}', '["a"]', "a=b"]],
    ["secretGeneration", "7", ["0", "-1", "1.5", "A"]],
    ["assignmentRequired", "true", ["yes"]],
  ] as const)("hold Azure's rules for %s", ([name, right, wrong], { expect }) => {
    expect(problemsOf({ [name]: right })).toBe("");
    for (const text of wrong) {
      const problem = problemsOf({ [name]: text });
      expect(problem, text).toContain(`raptor:${name} is ${JSON.stringify(text)}, but must be `);
      expect(problem, text).toContain(SETTINGS[name].allowed);
    }
  });

  it("take a site's name exactly when Azure does", ({ expect }) => {
    const anyName = fc.string({
      unit: fc.constantFrom("a", "Z", "0", "9", "-", "_", ".", " ", "é"),
      maxLength: 62,
    });
    fc.assert(
      fc.property(anyName, (name) => {
        const azureTakesIt =
          name.length >= 2 &&
          name.length <= 60 &&
          !/[^A-Za-z0-9-]/.test(name) &&
          !name.startsWith("-") &&
          !name.endsWith("-");
        expect(problemsOf({ frontendName: name }) === "").toBe(azureTakesIt);
      }),
    );
  });

  it("either are all right or say what is wrong, whatever the stack file holds", ({ expect }) => {
    const anyValue = fc.oneof(fc.string(), fc.json(), fc.constantFrom("F1", "true", "2-3", "secret"));
    const anyFile = fc.dictionary(fc.oneof(fc.constantFrom(...keysOf(SETTINGS)), fc.string()), anyValue);
    fc.assert(
      fc.property(anyFile, (values) => {
        const { settings, problems } = read(values);
        if (settings) expect(Object.values(settings)).not.toContain(undefined);
        else for (const problem of problems) expect(problem.startsWith("raptor:")).toBe(true);
      }),
    );
  });
});
