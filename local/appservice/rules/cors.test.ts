import { describe, test } from "vitest";
import { corsHeaders, isPreflight, preflightHeaders } from "./cors.ts";

const CORS = { allowedOrigins: ["https://app.test/"], supportCredentials: true };
const PREFLIGHT = {
  method: "OPTIONS",
  origin: "https://app.test",
  requestedMethod: "PUT",
  requestedHeaders: "x-a, x-b",
};

describe("CORS", () => {
  test("takes an OPTIONS for a preflight only with both headers", ({ expect }) => {
    expect(isPreflight(PREFLIGHT)).toBe(true);
    expect(isPreflight({ ...PREFLIGHT, origin: undefined })).toBe(false);
    expect(isPreflight({ ...PREFLIGHT, requestedMethod: undefined })).toBe(false);
    expect(isPreflight({ ...PREFLIGHT, method: "GET" })).toBe(false);
  });

  test("allows a declared origin, with credentials when they are supported", ({ expect }) => {
    expect(corsHeaders("https://app.test", CORS)).toEqual([
      ["access-control-allow-origin", "https://app.test"],
      ["vary", "Origin"],
      ["access-control-allow-credentials", "true"],
    ]);
    expect(corsHeaders("https://app.test", { ...CORS, supportCredentials: false })).toHaveLength(2);
  });

  test("allows nobody else", ({ expect }) => {
    expect(corsHeaders("https://evil.test", CORS)).toEqual([]);
    expect(corsHeaders(undefined, CORS)).toEqual([]);
    expect(corsHeaders("https://app.test", undefined)).toEqual([]);
    expect(corsHeaders("https://app.test", { allowedOrigins: [], supportCredentials: false })).toEqual([]);
  });

  test("allows everybody by '*', but never with credentials", ({ expect }) => {
    expect(corsHeaders("https://any.test", { allowedOrigins: ["*"], supportCredentials: false })).toEqual([
      ["access-control-allow-origin", "*"],
    ]);
    expect(corsHeaders("https://any.test", { allowedOrigins: ["*"], supportCredentials: true })).toEqual([]);
  });

  test("answers a preflight with what was asked for, and an undeclared origin with nothing", ({ expect }) => {
    expect(preflightHeaders(PREFLIGHT, CORS)).toEqual(
      expect.arrayContaining([
        ["access-control-allow-methods", "PUT"],
        ["access-control-allow-headers", "x-a, x-b"],
      ]),
    );
    expect(preflightHeaders({ ...PREFLIGHT, origin: "https://evil.test" }, CORS)).toEqual([]);
  });
});
