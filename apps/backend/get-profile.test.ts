import { describe, it } from "vitest";
import { describeCaller } from "../platform/caller.ts";
import { profileOf } from "./get-profile.ts";

describe("profileOf", () => {
  it("holds what the token says", ({ expect }) => {
    expect(
      profileOf({
        displayName: "Ada Lovelace",
        userPrincipalName: "ada@contoso.com",
        objectId: "0b1d6f0e",
        tenantId: "60a52712",
        clientApplicationId: "52341723",
        audience: "8e2bc82f",
        scopes: ["user_impersonation"],
        roles: ["reader"],
      }),
    ).toEqual({
      displayName: "Ada Lovelace",
      withAuthentication: true,
      userPrincipalName: "ada@contoso.com",
      objectId: "0b1d6f0e",
      tenantId: "60a52712",
      clientApplicationId: "52341723",
      scopes: ["user_impersonation"],
      roles: ["reader"],
    });
  });

  it("leaves out what the token does not say", ({ expect }) => {
    const caller = describeCaller({ claims: [{ typ: "name", val: "Guest" }], nameType: undefined });
    expect(Object.keys(profileOf(caller))).toEqual(["displayName", "withAuthentication"]);
  });
});
