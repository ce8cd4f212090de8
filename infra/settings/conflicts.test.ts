import { describe, it } from "vitest";
import { readSettings } from "./read-settings.ts";

function problemsOf(values: Readonly<Record<string, string>>): readonly string[] {
  return readSettings({ values, secrets: new Set(), prefix: "raptor:" }).problems ?? [];
}

describe("settings that are right one by one", () => {
  it("do not go together when the plan is Free and there is more than one instance", ({ expect }) => {
    expect(problemsOf({ sku: "F1", instances: "2" })).toEqual([
      "raptor:instances is 2, but raptor:sku is F1, which allows at most 1",
    ]);
  });

  it("do not go together when a fixed tier gets a range", ({ expect }) => {
    expect(problemsOf({ sku: "S1", instances: "1-5" })).toEqual([
      "raptor:instances is 1-5, but raptor:sku is S1, which has a fixed number of instances: a range needs P1v2 or a larger Premium size",
    ]);
    expect(problemsOf({ sku: "P0v3", instances: "1-5" })).toEqual([]);
  });

  it.for([
    ["B1", 3],
    ["S3", 10],
    ["P5mv3", 30],
  ] as const)("do not go together above the %s plan's %i instances", ([sku, most], { expect }) => {
    expect(problemsOf({ sku, instances: `${most}` })).toEqual([]);
    expect(problemsOf({ sku, instances: `${most + 1}` })).toEqual([
      `raptor:instances is ${most + 1}, but raptor:sku is ${sku}, which allows at most ${most}`,
    ]);
  });

  it("do not go together when both sites have one name, in whatever case", ({ expect }) => {
    expect(problemsOf({ backendName: "Raptor-Client" })).toEqual([
      "raptor:frontendName and raptor:backendName are both raptor-client, but they are two sites and need two names",
    ]);
  });

  it("do not go together when there is no secret to rotate", ({ expect }) => {
    expect(problemsOf({ credentials: "managedIdentity", secretGeneration: "2" })).toEqual([
      "raptor:secretGeneration is 2, but raptor:credentials is managedIdentity, which has no secret to rotate: leave it out",
    ]);
    expect(problemsOf({ credentials: "managedIdentity" })).toEqual([]);
  });

  it("are not compared while one of them is wrong by itself", ({ expect }) => {
    expect(problemsOf({ sku: "F9", instances: "2" })).toHaveLength(1);
  });
});
