import { describe, it } from "vitest";
import { isExpired, readAccessToken } from "./access-token.ts";

const expiresAt = new Date("2026-11-23T12:00:00Z");

describe("readAccessToken", () => {
  it("reads the token and the time with seven digits that the platform writes", ({ expect }) => {
    const headers = {
      "x-ms-token-aad-access-token": "abc",
      "x-ms-token-aad-expires-on": "2026-11-23T12:00:00.0000000Z",
    };
    expect(readAccessToken(headers)).toEqual({ value: "abc", expiresAt });
  });

  it("knows no expiry when there is none, or none that is a time", ({ expect }) => {
    expect(readAccessToken({ "x-ms-token-aad-access-token": "abc" })).toEqual({ value: "abc" });
    expect(
      readAccessToken({ "x-ms-token-aad-access-token": "abc", "x-ms-token-aad-expires-on": "soon" }),
    ).toEqual({ value: "abc" });
  });

  it("finds no token where the platform passes none on", ({ expect }) => {
    expect(readAccessToken({})).toBeUndefined();
    expect(readAccessToken({ "x-ms-token-aad-access-token": "" })).toBeUndefined();
  });
});

describe("isExpired", () => {
  it.for([
    ["2026-11-23T11:59:00Z", false],
    ["2026-11-23T11:59:45Z", true],
    ["2026-11-23T12:00:01Z", true],
  ] as const)("at %s says %s of a token that ends at noon", ([now, expired], { expect }) => {
    expect(isExpired({ value: "abc", expiresAt }, new Date(now))).toBe(expired);
  });

  it("trusts a token whose end nobody knows", ({ expect }) => {
    expect(isExpired({ value: "abc", expiresAt: undefined }, expiresAt)).toBe(false);
  });
});
