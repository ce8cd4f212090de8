import { describe, test } from "vitest";
import { newNonce, nonceTime } from "./nonce.ts";

describe("a nonce", () => {
  test("is 32 hex digits and the time in UTC, and tells the time again", ({ expect }) => {
    const now = Date.UTC(2026, 10, 23, 9, 5, 7, 999);
    const nonce = newNonce(now);
    expect(nonce).toMatch(/^[0-9a-f]{32}_20261123090507$/);
    expect(nonceTime(nonce)).toBe(Date.UTC(2026, 10, 23, 9, 5, 7));
    expect(newNonce(now)).not.toBe(nonce);
  });

  test.for(["", "abc", `${"a".repeat(32)}_2026`, `${"a".repeat(32)}_20269999999999`])(
    "is not '%s'",
    (text, { expect }) => {
      expect(nonceTime(text)).toBeUndefined();
    },
  );
});
