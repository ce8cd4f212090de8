import * as fc from "fast-check";
import { describe, it } from "vitest";
import { boolean, listOf, matching, objectOf, oneOf, positiveInteger, range } from "./parse.ts";

describe("the readers of settings", () => {
  it("read a number or a rising range of instances", ({ expect }) => {
    expect(range("3")).toEqual({ minimum: 3, maximum: 3 });
    expect(range("2-5")).toEqual({ minimum: 2, maximum: 5 });
    for (const text of [
      "",
      "0",
      "-1",
      "1-",
      "-",
      "5-2",
      "2-2",
      "1-2-3",
      "1.5",
      "two",
      "01",
      "1 - 2",
      "1e3",
    ]) {
      expect(range(text), text).toBeUndefined();
    }
  });

  it("read every rising range back as it was written", ({ expect }) => {
    const end = fc.integer({ min: 1, max: 999_999 });
    fc.assert(
      fc.property(end, end, (one, other) => {
        const minimum = Math.min(one, other);
        const maximum = Math.max(one, other);
        expect(range(minimum === maximum ? `${minimum}` : `${minimum}-${maximum}`)).toEqual({
          minimum,
          maximum,
        });
      }),
    );
  });

  it("never throw, whatever the text", () => {
    const readers = [
      boolean,
      positiveInteger,
      range,
      listOf(matching(/^a$/)),
      objectOf({ name: /^a$/, value: /^a$/, maximum: 1 }),
    ];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        for (const read of readers) read(text);
      }),
    );
  });

  it("ignore case where Azure does, and answer in Azure's spelling", ({ expect }) => {
    expect(oneOf(["P1v3", "F1"])("p1V3")).toBe("P1v3");
    expect(oneOf(["P1v3", "F1"])("P9")).toBeUndefined();
  });

  it("take a boolean only as true or false", ({ expect }) => {
    expect(boolean("true")).toBe(true);
    expect(boolean("false")).toBe(false);
    for (const text of ["yes", "1", "True", ""]) expect(boolean(text), text).toBeUndefined();
  });

  it("refuse a list that is empty, repeats itself or holds something else", ({ expect }) => {
    const read = listOf(matching(/^[ab]$/));
    expect(read('["a","b"]')).toEqual(["a", "b"]);
    for (const text of ["[]", '["a","a"]', '["a","c"]', "[1]", "[null]", '{"a":1}', "a", ""]) {
      expect(read(text), text).toBeUndefined();
    }
  });

  it("read an object of texts, and numbers as texts", ({ expect }) => {
    const read = objectOf({ name: /^[a-z]+$/, value: /^.{0,5}$/, maximum: 2 });
    expect(read('{"cost":1,"team":"a"}')).toEqual({ cost: "1", team: "a" });
    for (const text of [
      '{"A":"x"}',
      '{"a":"toolong"}',
      '{"a":null}',
      '{"a":1,"b":2,"c":3}',
      "[]",
      "x",
      "null",
    ]) {
      expect(read(text), text).toBeUndefined();
    }
  });
});
