import { describe, test } from "vitest";
import { createSeal, keyFrom } from "./seal.ts";

describe("a sealed value", () => {
  test("opens with the same key and kind only", async ({ expect }) => {
    const seal = createSeal(keyFrom(undefined));
    const sealed = await seal.seal("session", { who: "alice" });
    expect(sealed).not.toContain("alice");
    expect(await seal.open("session", sealed)).toEqual({ who: "alice" });
    expect(await seal.open("nonce", sealed)).toBeUndefined();
    expect(await createSeal(keyFrom(undefined)).open("session", sealed)).toBeUndefined();
    expect(await seal.open("session", "rubbish")).toBeUndefined();
  });

  test("has another text each time", async ({ expect }) => {
    const seal = createSeal(keyFrom(undefined));
    expect(await seal.seal("session", 1)).not.toBe(await seal.seal("session", 1));
  });

  test("has a key of 32 bytes, from 64 hex digits or from any text", ({ expect }) => {
    expect(Buffer.from(keyFrom("0f".repeat(32))).toString("hex")).toBe("0f".repeat(32));
    expect(keyFrom("a passphrase")).toHaveLength(32);
    expect(keyFrom("a passphrase")).toEqual(keyFrom("a passphrase"));
    expect(keyFrom(undefined)).not.toEqual(keyFrom(undefined));
  });
});
