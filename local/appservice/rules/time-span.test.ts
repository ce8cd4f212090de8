import * as fc from "fast-check";
import { describe, test } from "vitest";
import { timeSpan } from "./time-span.ts";

describe("a time span", () => {
  test.for([
    ["08:00:00", 8 * 3_600_000],
    ["00:05:00", 300_000],
    ["1.12:30:15", (36 * 3600 + 30 * 60 + 15) * 1000],
    ["00:00:30.5", 30_000],
    ["08:30", 30_600_000],
  ] as const)("%s has %d milliseconds", ([text, expected], { expect }) => {
    expect(timeSpan(text)).toBe(expected);
  });

  test.for(["", "8", "8h", "24:00:00", "00:60:00", "-01:00:00", "08:00:00x"])(
    "is not %s",
    (text, { expect }) => {
      expect(timeSpan(text)).toBeUndefined();
    },
  );

  test("is read as it is written", ({ expect }) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_399 }), (seconds) => {
        expect(timeSpan(new Date(seconds * 1000).toISOString().slice(11, 19))).toBe(seconds * 1000);
      }),
    );
  });
});
