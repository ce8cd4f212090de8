import { describe, test } from "vitest";
import { ROLE_TYPE, typedClaims } from "./claim-types.ts";

describe("the claims of a principal", () => {
  test("keep the token's order and get Azure's long types", ({ expect }) => {
    expect(
      typedClaims({ aud: "a", oid: "o", tid: "t", sub: "s", email: "e", name: "n", azp: "z" }, true),
    ).toEqual([
      { typ: "aud", val: "a" },
      { typ: "http://schemas.microsoft.com/identity/claims/objectidentifier", val: "o" },
      { typ: "http://schemas.microsoft.com/identity/claims/tenantid", val: "t" },
      { typ: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier", val: "s" },
      { typ: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", val: "e" },
      { typ: "name", val: "n" },
      { typ: "azp", val: "z" },
    ]);
  });

  test("are strings, one entry per value of a list", ({ expect }) => {
    expect(typedClaims({ exp: 7, cc: true, groups: ["a", "b"], wids: [], act: { sub: "x" } }, true)).toEqual([
      { typ: "exp", val: "7" },
      { typ: "cc", val: "true" },
      { typ: "groups", val: "a" },
      { typ: "groups", val: "b" },
      { typ: "act", val: '{"sub":"x"}' },
    ]);
  });

  test("call roles 'roles', although role_typ says otherwise, unless the legacy map is off", ({ expect }) => {
    expect(typedClaims({ roles: ["Reader"] }, true)).toEqual([{ typ: "roles", val: "Reader" }]);
    expect(typedClaims({ roles: ["Reader"] }, false)).toEqual([{ typ: ROLE_TYPE, val: "Reader" }]);
  });
});
