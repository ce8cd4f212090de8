import { describe, it } from "vitest";
import { checkUsers, readUsers } from "./users-file.ts";

const ADA = { displayName: "Ada", userPrincipalName: "ada@example.com" };

describe("users.json", () => {
  it("is optional", ({ expect }) => {
    expect(readUsers(import.meta.dirname)).toBeUndefined();
  });

  it("lists users, members unless they are guests", ({ expect }) => {
    expect(
      checkUsers([
        ADA,
        { ...ADA, userPrincipalName: "g@example.com", userType: "Guest", mail: "g@home.example" },
      ]),
    ).toEqual([
      { ...ADA, userType: "Member" },
      { ...ADA, userPrincipalName: "g@example.com", userType: "Guest", mail: "g@home.example" },
    ]);
  });

  it("names every mistake at once, with its place, value and what is allowed", ({ expect }) => {
    const wrong = [
      ADA,
      "x",
      { ...ADA, displayName: "", userType: "Owner", objectId: "1", admin: true },
      { ...ADA, userPrincipalName: "ADA" },
    ];
    expect(() => checkUsers(wrong)).toThrow(
      [
        "users.json:",
        "  [1] must be an object",
        "  [2].admin is unknown; known are displayName, userPrincipalName, objectId, mail, givenName, surname, userType",
        '  [2].displayName is "" and must be a text that is not empty',
        "  [2].objectId is '1' and must be a GUID",
        '  [2].userType is "Owner" and must be Member or Guest',
        "  [3].userPrincipalName is 'ADA' and must have the form name@domain",
        "  [2].userPrincipalName 'ada@example.com' is there already",
      ].join("\n"),
    );
    expect(() => checkUsers([])).toThrow("at least one user");
    expect(() => checkUsers({})).toThrow("must be a list");
  });
});
