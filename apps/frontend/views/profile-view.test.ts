import { describe, it } from "vitest";
import { profileView, textOf } from "./profile-view.ts";

describe("profileView", () => {
  it("names the fields it knows and shows the others as they are called", ({ expect }) => {
    const profile = { displayName: "Ada", shoeSize: 38, toString: "odd" };
    const { markup } = profileView(profile, { profile });
    expect(markup).toMatch(/<dt>Name<\/dt>\s*<dd>Ada<\/dd>/);
    expect(markup).toMatch(/<dt>shoeSize<\/dt>\s*<dd>38<\/dd>/);
    expect(markup).toMatch(/<dt>toString<\/dt>\s*<dd>odd<\/dd>/);
  });
});

describe("textOf", () => {
  it.for([
    ["Ada", "Ada"],
    [true, "Yes"],
    [false, "No"],
    [["a", "b"], "a, b"],
    [{ a: 1 }, '{"a":1}'],
    [null, "null"],
  ] as const)("%j is %j", ([value, text], { expect }) => {
    expect(textOf(value)).toBe(text);
  });
});
