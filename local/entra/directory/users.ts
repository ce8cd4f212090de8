import { guidFrom } from "./ids.ts";
import type { User } from "./state.ts";

/** One user as the person who runs local Azure writes it. */
export type UserInput = {
  readonly displayName: string;
  /** a guest's has the form `name_home.example#EXT#@<tenant domain>` */
  readonly userPrincipalName: string;
  readonly userType: "Member" | "Guest";
  readonly objectId?: string;
  readonly mail?: string;
  readonly givenName?: string;
  readonly surname?: string;
};

/** A member with everything in the profile, and a guest with next to nothing. */
export function defaultUsers(tenantDomain: string): readonly UserInput[] {
  return [
    {
      displayName: "Ada Morgan",
      userPrincipalName: `ada@${tenantDomain}`,
      userType: "Member",
      mail: `ada.morgan@${tenantDomain}`,
      givenName: "Ada",
      surname: "Morgan",
    },
    {
      displayName: "Noor",
      userPrincipalName: `noor_partner.example#EXT#@${tenantDomain}`,
      userType: "Guest",
      mail: "noor@partner.example",
    },
  ];
}

/** The object id is always the same for the same name, so that what hangs on it survives a restart. */
export function userFrom(input: UserInput, tenantId: string): User {
  return {
    objectId: input.objectId ?? guidFrom(tenantId, "user", input.userPrincipalName.toLowerCase()),
    displayName: input.displayName,
    userPrincipalName: input.userPrincipalName,
    userType: input.userType,
    mail: input.mail,
    givenName: input.givenName,
    surname: input.surname,
  };
}

export function findUserByName(users: Iterable<User>, name: string): User | undefined {
  const wanted = name.trim().toLowerCase();
  for (const user of users) {
    if (user.userPrincipalName.toLowerCase() === wanted || user.mail?.toLowerCase() === wanted) return user;
  }
  return undefined;
}

/** What a person would type to sign in: a guest's own address instead of the name the tenant keeps for them. */
export function signInName(user: User): string {
  return user.userType === "Guest" && user.mail !== undefined ? user.mail : user.userPrincipalName;
}
