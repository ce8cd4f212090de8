import { test } from "vitest";
import { createDirectory } from "../directory.ts";
import { findUserByName, signInName } from "./users.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const directory = createDirectory({ tenantId: TENANT });

test("by default there is a member with a full profile and a guest without it", ({ expect }) => {
  const [member, guest] = directory.users();
  expect(member).toMatchObject({
    userType: "Member",
    givenName: "Ada",
    surname: "Morgan",
    mail: expect.any(String),
  });
  expect(guest).toMatchObject({ userType: "Guest", givenName: undefined, surname: undefined });
  expect(guest?.userPrincipalName).toBe(`noor_partner.example#EXT#@${directory.tenantDomain}`);
});

test("a user keeps the object id over restarts and changed profiles, and another tenant gives another one", ({
  expect,
}) => {
  const ada = { displayName: "Ada", userPrincipalName: "Ada@x.example", userType: "Member" } as const;
  const first = createDirectory({ tenantId: TENANT, users: [ada] });
  const [before] = first.users();
  first.setUsers([{ ...ada, displayName: "Ada M.", userPrincipalName: "ada@x.example" }]);
  expect(first.users()[0]?.objectId).toBe(before?.objectId);
  const elsewhere = createDirectory({ tenantId: "22222222-2222-4222-8222-222222222222", users: [ada] });
  expect(elsewhere.users()[0]?.objectId).not.toBe(before?.objectId);
});

test("a given object id is kept, and a tenant without users is refused", ({ expect }) => {
  const objectId = "33333333-3333-4333-8333-333333333333";
  const user = { displayName: "X", userPrincipalName: "x@x.example", userType: "Member", objectId } as const;
  expect(createDirectory({ tenantId: TENANT, users: [user] }).users()[0]?.objectId).toBe(objectId);
  expect(() => createDirectory({ tenantId: TENANT, users: [] })).toThrow("a tenant needs at least one user");
});

test("people are found by user principal name or mail, whatever the case", ({ expect }) => {
  const [member, guest] = directory.users();
  expect(findUserByName(directory.users(), ` ADA@${directory.tenantDomain} `)).toBe(member);
  expect(findUserByName(directory.users(), "noor@partner.example")).toBe(guest);
  expect(findUserByName(directory.users(), "nobody")).toBeUndefined();
});

test("a guest signs in by their own address, a member by the user principal name", ({ expect }) => {
  expect(directory.users().map(signInName)).toEqual([
    `ada@${directory.tenantDomain}`,
    "noor@partner.example",
  ]);
});
