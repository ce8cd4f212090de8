import { describe, test } from "vitest";
import { declare } from "../testing/declare.ts";
import { appPlan, needsRestart } from "./app-plan.ts";

const zip = (text: string): { url: string; zip: Uint8Array } => ({ url: "u", zip: Buffer.from(text) });
const SITE = declare({ package: zip("one") });
const PLAN = appPlan(SITE, { A: "1" });

describe("the plan of an app", () => {
  test("is the same for the same package, command and environment, wherever the package lies", ({
    expect,
  }) => {
    const again = declare({ package: { ...zip("one"), url: "elsewhere" }, httpsOnly: false });
    expect(needsRestart(PLAN, appPlan(again, { A: "1" }))).toBe(false);
  });

  test.for([
    ["code", { package: zip("two") }, { A: "1" }],
    ["command", { appCommandLine: "node other.cjs" }, { A: "1" }],
    ["environment", {}, { A: "2" }],
    ["package that is missing", { package: undefined }, { A: "1" }],
  ] as const)("is another one with another %s", ([, different, environment], { expect }) => {
    expect(needsRestart(PLAN, appPlan({ ...SITE, ...different }, environment))).toBe(true);
  });

  test("stays when the same thing is still missing", ({ expect }) => {
    const missing = appPlan(declare(), {});
    expect(missing).toEqual({ problem: expect.stringContaining("has no code") });
    expect(needsRestart(missing, appPlan(declare(), { B: "1" }))).toBe(false);
  });
});
