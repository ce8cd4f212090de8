import { describe, it } from "vitest";
import type { CheckContext } from "../provider/handler.ts";
import { UNKNOWN, type Properties } from "../provider/values.ts";
import { autoName, checkWith, groupLocation, inputsRule, required, textRule } from "./check-inputs.ts";
import { createTestAzure } from "./test-azure.ts";

const context: CheckContext = {
  urn: "urn:pulumi:s::p::t::site",
  name: "site",
  olds: undefined,
  suffix: "1a2b3c4d",
  config: {},
};

describe("a name that nobody declared", () => {
  function named(kind: "suffixed" | "guid" | "copied", inputs: Properties = {}, olds?: Properties) {
    return checkWith(autoName("name", kind))(inputs, { ...context, olds }).inputs;
  }

  it("is made of the logical name, and marked as made up", ({ expect }) => {
    expect(named("suffixed")).toEqual({ name: "site1a2b3c4d", __createBeforeDelete: true });
    expect(named("guid")["name"]).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(named("guid")).toEqual(named("guid"));
  });

  it("is not marked where it is a copy: the next one would have the same name", ({ expect }) => {
    expect(named("copied")).toEqual({ name: "site" });
  });

  it("stays the one of last time, with its mark", ({ expect }) => {
    expect(named("suffixed", {}, { name: "old", __createBeforeDelete: true })).toEqual({
      name: "old",
      __createBeforeDelete: true,
    });
    expect(named("suffixed", {}, { name: "old" })).toEqual({ name: "old" });
  });

  it("gives way to a declared one, known or not", ({ expect }) => {
    expect(named("suffixed", { name: "mine" })).toEqual({ name: "mine" });
    expect(named("suffixed", { name: UNKNOWN })).toEqual({ name: UNKNOWN });
  });
});

describe("a location that nobody declared", () => {
  async function located(inputs: Properties, changes: Partial<CheckContext> = {}) {
    const azure = createTestAzure();
    await azure.create("resources:ResourceGroup", "rg", { resourceGroupName: "rg", location: "East US 2" });
    return checkWith(groupLocation(azure.arm))(inputs, { ...context, ...changes }).inputs["location"];
  }

  it("is the one of the resource group", async ({ expect }) => {
    expect(await located({ resourceGroupName: "RG" })).toBe("East US 2");
    expect(await located({ resourceGroupName: "gone" })).toBeUndefined();
  });

  it("is unknown while the resource group is", async ({ expect }) => {
    expect(await located({ resourceGroupName: UNKNOWN })).toBe(UNKNOWN);
  });

  it("is rather the configured one, and rather still the one of last time", async ({ expect }) => {
    const config = { location: "westus" };
    expect(await located({ resourceGroupName: "rg" }, { config })).toBe("westus");
    expect(await located({ resourceGroupName: "rg" }, { config, olds: { location: "uksouth" } })).toBe(
      "uksouth",
    );
    expect(await located({ location: "northeurope" }, { config })).toBe("northeurope");
  });
});

describe("a check", () => {
  it("reports every failure at once, and passes what is not known yet", ({ expect }) => {
    const check = checkWith(
      required("a", "b.c"),
      textRule("name", (name) => (name === "bad" ? "bad name" : undefined)),
      inputsRule((inputs) => (inputs["x"] === 1 ? { property: "x", reason: "not 1" } : undefined)),
    );
    expect(check({ name: "bad", x: 1 }, context).failures).toEqual([
      { property: "a", reason: "missing required property 'a'" },
      { property: "b.c", reason: "missing required property 'b.c'" },
      { property: "name", reason: "bad name" },
      { property: "x", reason: "not 1" },
    ]);
    expect(check({ a: UNKNOWN, b: { c: UNKNOWN }, name: UNKNOWN }, context).failures).toEqual([]);
  });

  it("takes null for absent, and says when a text is none", ({ expect }) => {
    const check = checkWith(
      required("a"),
      textRule("name", () => undefined),
    );
    expect(check({ a: null, name: 7 }, context)).toEqual({
      inputs: { name: 7 },
      failures: [
        { property: "a", reason: "missing required property 'a'" },
        { property: "name", reason: "'name' should be of type 'string' but is number" },
      ],
    });
  });
});
