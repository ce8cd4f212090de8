import * as fc from "fast-check";
import { describe, test } from "vitest";
import { deleteSessionCookies, parseCookies, readSessionCookie, setSessionCookies } from "./cookies.ts";

describe("the session's cookies", () => {
  test("have Azure's names and attributes", ({ expect }) => {
    const set = setSessionCookies("x".repeat(4001), new Map()) ?? [];
    expect(set.map((cookie) => cookie.replace(/=x+;/, "=…;"))).toEqual([
      "AppServiceAuthSession=…; path=/; secure; HttpOnly; SameSite=None",
      "AppServiceAuthSession1=…; path=/; secure; HttpOnly; SameSite=None",
      "AppServiceAuthSession2=…; path=/; secure; HttpOnly; SameSite=None",
    ]);
  });

  test("give back what was put in, whatever was there before", ({ expect }) => {
    const value = fc.stringMatching(/^[\w.-]+$/).map((text) => text.repeat(Math.ceil(3000 / text.length)));
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 15 }), (text, before) => {
        const jar = new Map<string, string>(
          Array.from(
            { length: before },
            (_, index) => [`AppServiceAuthSession${index || ""}`, "old"] as const,
          ),
        );
        for (const line of setSessionCookies(text, jar) ?? []) {
          const [name = "", rest = ""] = (line.split(";")[0] ?? "").split("=");
          if (rest === "deleted") jar.delete(name);
          else jar.set(name, rest);
        }
        const header = [...jar].map(([name, chunk]) => `${name}=${chunk}`).join("; ");
        expect(readSessionCookie(parseCookies(header))).toBe(text);
      }),
    );
  });

  test("are refused when they would not fit a server's headers", ({ expect }) => {
    expect(setSessionCookies("x".repeat(32_001), new Map())).toBeUndefined();
  });

  test("are all deleted, and no others", ({ expect }) => {
    const cookies = parseCookies(
      "AppServiceAuthSession=a; AppServiceAuthSession1=b; AppServiceAuthSessionX=c; mine=d",
    );
    expect(deleteSessionCookies(cookies).map((cookie) => cookie.split("=")[0])).toEqual([
      "AppServiceAuthSession",
      "AppServiceAuthSession1",
    ]);
  });

  test("are read from any Cookie header without harm", ({ expect }) => {
    expect([...parseCookies("a=1; a=2;;=x; b = c=d ;broken")]).toEqual([
      ["a", "1"],
      ["b", "c=d"],
    ]);
    expect(readSessionCookie(parseCookies(undefined))).toBeUndefined();
    expect(readSessionCookie(parseCookies("AppServiceAuthSession1=tail"))).toBeUndefined();
    fc.assert(fc.property(fc.string(), (header) => void readSessionCookie(parseCookies(header))));
  });
});
