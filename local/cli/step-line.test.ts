import { describe, it } from "vitest";
import type { Step } from "../engine/events.ts";
import { fileAsset, UNKNOWN, type PropertyValue } from "../provider/values.ts";
import { stepLines } from "./step-line.ts";

const STEP: Step = {
  op: "create",
  urn: "u",
  type: "azure-native:web:WebApp",
  name: "raptor-client",
  changes: [],
  duration: 12,
};

describe("a step", () => {
  it("is one line with Pulumi's sign, the type, the name and the duration", ({ expect }) => {
    const [line, ...more] = stepLines(STEP);
    expect(line).toMatch(/^\+ {2}azure-native:web:WebApp +raptor-client +0\.01 s$/);
    expect(more).toEqual([]);
  });

  it("shows a type the way Pulumi does", ({ expect }) => {
    const [line] = stepLines({ ...STEP, type: "azuread:index/application:Application" });
    expect(line).toMatch(/^\+ {2}azuread:index:Application +raptor-client/);
  });

  it("shows what an update changes", ({ expect }) => {
    const lines = stepLines({
      ...STEP,
      op: "update",
      changes: [
        { path: "httpsOnly", kind: "update", replaces: false, from: false, to: true },
        { path: "tags.a", kind: "add", replaces: false, from: undefined, to: "x".repeat(100) },
        { path: "kind", kind: "delete", replaces: false, from: "app", to: undefined },
        { path: "source", kind: "update", replaces: true, from: fileAsset("a", "0123456789"), to: UNKNOWN },
      ],
    });
    expect(lines.slice(1)).toEqual([
      "     ~ httpsOnly: false => true",
      `     + tags.a: "${"x".repeat(59)}…"`,
      '     - kind: "app"',
      "     ~ source: file 01234567 => [unknown]",
    ]);
  });

  function change(from: PropertyValue | undefined, to: PropertyValue | undefined): string | undefined {
    const changes = [{ path: "url", kind: "update", replaces: false, from, to }] as const;
    return stepLines({ ...STEP, op: "replace", changes })[1]?.trim();
  }

  it("shows of long values the part that differs", ({ expect }) => {
    const start = `https://${"x".repeat(80)}.example.com/signin/`;
    expect(change(`${start}callbak`, `${start}callback`)).toBe(
      '~ url: "…ignin/callbak" => "…ignin/callback"',
    );
    expect(change(`${start}a${"y".repeat(80)}`, `${start}b`)).toBe(
      `~ url: "….com/signin/a${"y".repeat(47)}…" => "….com/signin/b"`,
    );
    expect(change("short", "x".repeat(80))).toBe(`~ url: "short" => "${"x".repeat(59)}…"`);
    expect(change(["a".repeat(80)], [])).toBe(`~ url: ["${"a".repeat(58)}… => []`);
  });

  it("names an option that forces a replacement without values it does not have", ({ expect }) => {
    expect(change(undefined, undefined)).toBe("~ url");
  });
});
