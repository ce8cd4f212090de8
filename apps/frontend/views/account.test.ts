import { describe, it } from "vitest";
import { initialsOf } from "./account.ts";

describe("initialsOf", () => {
  it.for([
    ["Ada Lovelace", "AL"],
    ["Augusta Ada King Lovelace", "AL"],
    ["ada", "A"],
    ["ada@contoso.com", "A"],
    ["😀 Smile", "😀S"],
    ["", ""],
  ] as const)("of %j are %j", ([name, initials], { expect }) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
