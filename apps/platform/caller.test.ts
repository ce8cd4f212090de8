import { describe, it } from "vitest";
import type { Caller } from "./caller.ts";
import { describeCaller } from "./caller.ts";

function callerOf(claims: readonly (readonly [string, string])[], nameType?: string): Caller {
  return describeCaller({ claims: claims.map(([typ, val]) => ({ typ, val })), nameType });
}

describe("describeCaller", () => {
  it("reads a v2 access token of a person", ({ expect }) => {
    const caller = callerOf([
      ["aud", "8e2bc82f"],
      ["azp", "52341723"],
      ["name", "Ada Lovelace"],
      ["oid", "0b1d6f0e"],
      ["preferred_username", "ada@contoso.com"],
      ["scp", "user_impersonation openid"],
      ["tid", "60a52712"],
      ["roles", "reader"],
      ["roles", "writer"],
    ]);
    expect(caller).toEqual({
      displayName: "Ada Lovelace",
      userPrincipalName: "ada@contoso.com",
      objectId: "0b1d6f0e",
      tenantId: "60a52712",
      clientApplicationId: "52341723",
      audience: "8e2bc82f",
      scopes: ["user_impersonation", "openid"],
      roles: ["reader", "writer"],
    });
  });

  it("reads a v1 token whose claims the platform has mapped to URIs", ({ expect }) => {
    const caller = callerOf([
      ["appid", "52341723"],
      ["name", "Ada Lovelace"],
      ["http://schemas.microsoft.com/identity/claims/objectidentifier", "0b1d6f0e"],
      ["http://schemas.microsoft.com/identity/claims/tenantid", "60a52712"],
      ["http://schemas.microsoft.com/identity/claims/scope", "user_impersonation"],
      ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn", "ada@contoso.com"],
      ["http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "reader"],
    ]);
    expect(caller).toMatchObject({
      displayName: "Ada Lovelace",
      userPrincipalName: "ada@contoso.com",
      objectId: "0b1d6f0e",
      tenantId: "60a52712",
      clientApplicationId: "52341723",
      scopes: ["user_impersonation"],
      roles: ["reader"],
    });
  });

  it.for([
    {
      claims: [
        ["name", "Ada"],
        ["upn", "ada@contoso.com"],
      ],
      displayName: "Ada",
    },
    {
      claims: [
        ["name", "  "],
        ["upn", "ada@contoso.com"],
      ],
      displayName: "ada@contoso.com",
    },
    // `.../claims/name` is the mapped `unique_name`, a user name
    {
      claims: [
        ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "ada@contoso.com"],
        ["name", "Ada"],
      ],
      displayName: "Ada",
    },
    { claims: [["nickname", "ada"]], nameType: "nickname", displayName: "ada" },
    {
      claims: [
        ["app_displayname", "nightly job"],
        ["azp", "1f5c"],
      ],
      displayName: "nightly job",
    },
    {
      claims: [
        ["azp", "1f5c"],
        ["oid", "77aa"],
      ],
      displayName: "Application 1f5c",
    },
    { claims: [["oid", "77aa"]], displayName: "Object 77aa" },
    { claims: [], displayName: "Unknown caller" },
  ] as const)("names the caller $displayName", ({ claims, displayName, ...rest }, { expect }) => {
    expect(callerOf(claims, "nameType" in rest ? rest.nameType : undefined).displayName).toBe(displayName);
  });

  it("prefers the sign-in name to the e-mail address, wherever they stand", ({ expect }) => {
    expect(
      callerOf([
        ["http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "ada@example.com"],
        ["preferred_username", "ada@contoso.com"],
      ]).userPrincipalName,
    ).toBe("ada@contoso.com");
  });
});
