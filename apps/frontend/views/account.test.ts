import { describe, it } from "vitest";
import { initialsOf } from "./account.ts";

describe("initialsOf", () => {
  it.for([
    ["Ada Lovelace", "AL"],
    ["Augusta Ada King Lovelace", "AL"],
    ["ada", "A"],
    ["ada@contoso.com", "A"],
    ["😀 Smile", "S"],
    ["<script> \u00c9va", "S\u00c9"],
    ["E\u0301va (7)", "\u00c97"],
    ["\u{10428} -", "\u{10400}"],
    ["\u2039 \u203a", ""],
    ["", ""],
  ] as const)("of %j are %j", ([name, initials], { expect }) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
