import * as fc from "fast-check";
import { describe, it } from "vitest";
import {
  containsSecret,
  containsUnknown,
  fileAsset,
  maskSecrets,
  sameValue,
  secret,
  UNKNOWN,
  withoutSecrets,
  type PropertyValue,
} from "./values.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** Any value that a program may hand over, without the special ones. */
const plainValue = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<PropertyValue>;

describe("a secret", () => {
  it("is marked once, however often it is made", ({ expect }) => {
    expect(secret(secret("x"))).toEqual(secret("x"));
  });

  it("is found at any depth, and taken off at any depth", ({ expect }) => {
    fc.assert(
      fc.property(plainValue, (value) => {
        const marked = { list: [{ deep: secret(value) }], other: 1 };
        expect(containsSecret(marked)).toBe(true);
        expect(withoutSecrets(marked)).toEqual({ list: [{ deep: value }], other: 1 });
        expect(containsSecret(withoutSecrets(marked))).toBe(false);
      }),
    );
  });

  it("inside a secret is taken off, too", ({ expect }) => {
    expect(withoutSecrets({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: [secret("x")] })).toEqual(
      ["x"],
    );
  });

  it("is replaced by a mask where values are shown", ({ expect }) => {
    expect(maskSecrets({ open: "a", shut: secret({ password: "b" }) })).toEqual({
      open: "a",
      shut: "[secret]",
    });
  });
});

describe("an unknown", () => {
  it("is found at any depth", ({ expect }) => {
    expect(containsUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
    expect(containsUnknown({ a: secret(UNKNOWN) })).toBe(true);
    expect(containsUnknown({ a: "known" })).toBe(false);
  });
});

describe("two values", () => {
  it("are the same as themselves, in any order of keys", ({ expect }) => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), plainValue), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).toReversed());
        expect(sameValue(object, reversed)).toBe(true);
      }),
    );
  });

  it("are the same only if both sides say so", ({ expect }) => {
    fc.assert(
      fc.property(plainValue, plainValue, (left, right) => {
        expect(sameValue(left, right)).toBe(sameValue(right, left));
      }),
    );
  });

  it("are the same where one has null and the other nothing", ({ expect }) => {
    expect(sameValue({ a: null }, {})).toBe(true);
    expect(sameValue([1, null], [1])).toBe(true);
    expect(sameValue({ a: null }, { a: 0 })).toBe(false);
  });

  it("are different as list and as object", ({ expect }) => {
    expect(sameValue([], {})).toBe(false);
    expect(sameValue(["a"], { 0: "a" })).toBe(false);
  });

  it("that are files are the same when their content is, wherever they lie", ({ expect }) => {
    expect(sameValue(fileAsset("a.zip", "1"), fileAsset("b.zip", "1"))).toBe(true);
    expect(sameValue(fileAsset("a.zip", "1"), fileAsset("a.zip", "2"))).toBe(false);
  });

  it("that are a file and an archive are different, even with one hash", ({ expect }) => {
    const archive = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "a.zip", hash: "1" };
    expect(sameValue(fileAsset("a.zip", "1"), archive)).toBe(false);
  });
});
