import * as fc from "fast-check";
import { describe, test } from "vitest";
import { secret } from "../provider/values.ts";
import { resetIgnored } from "./ignore-changes.ts";

describe("ignored paths", () => {
  test.for([
    { path: "a", old: { a: 1, b: 1 }, now: { a: 2, b: 2 }, set: { a: 1, b: 2 } },
    { path: "a", old: {}, now: { a: 2, b: 2 }, set: { b: 2 } },
    { path: "a", old: { a: 1 }, now: { b: 2 }, set: { a: 1, b: 2 } },
    { path: "a.x", old: { a: { x: 1, y: 1 } }, now: { a: { x: 2, y: 2 } }, set: { a: { x: 1, y: 2 } } },
    { path: "a[1]", old: { a: [1, 1] }, now: { a: [2, 2, 2] }, set: { a: [2, 1, 2] } },
    {
      path: "a[*].x",
      old: { a: [{ x: 1 }, { x: 2 }] },
      now: { a: [{ x: 8 }, { x: 9 }] },
      set: { a: [{ x: 1 }, { x: 2 }] },
    },
    {
      path: "*.x",
      old: { a: { x: 1 }, b: { x: 2 } },
      now: { a: { x: 8 }, b: { x: 9 } },
      set: { a: { x: 1 }, b: { x: 2 } },
    },
    {
      path: 'tags["a.b"]',
      old: { tags: { "a.b": 1 } },
      now: { tags: { "a.b": 2 } },
      set: { tags: { "a.b": 1 } },
    },
    {
      path: "a.x",
      old: { a: secret({ x: 1 }) },
      now: { a: { x: 2, y: 2 } },
      set: { a: secret({ x: 1, y: 2 }) },
    },
    { path: "a", old: { a: secret("1") }, now: { a: "2" }, set: { a: secret("1") } },
    { path: "gone.x", old: {}, now: { a: 1 }, set: { a: 1 } },
  ])("$path keeps the old value", ({ path, old, now, set }, { expect }) => {
    const result = resetIgnored(old, now, [path]);
    expect(result).toEqual({ inputs: set, unmatched: [] });
  });

  test.for([
    { path: "a.x", old: { a: { x: 1 } }, now: {} },
    { path: "a[2]", old: { a: [1] }, now: { a: [1, 2, 3] } },
    { path: "a[*].x", old: { a: [{ x: 1 }] }, now: { a: [{ x: 1 }, { x: 2 }] } },
    { path: "a.x", old: { a: { x: 1 } }, now: { a: "text" } },
  ])("$path that leads nowhere changes nothing and is reported", ({ path, old, now }, { expect }) => {
    const result = resetIgnored(old, now, [path]);
    expect(result).toEqual({ inputs: now, unmatched: [path] });
  });

  test("ignoring every top-level property gives back the old inputs", ({ expect }) => {
    const inputs = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.jsonValue() as fc.Arbitrary<never>);
    fc.assert(
      fc.property(inputs, inputs, (old, now) => {
        const paths = [...new Set([...Object.keys(old), ...Object.keys(now)])];
        expect(resetIgnored(old, now, paths).inputs).toEqual(old);
      }),
    );
  });
});
