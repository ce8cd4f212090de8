import type { Request, Response } from "express";
import type { Caller } from "../platform/caller.ts";
import type { CallerLocals } from "../platform/require-authentication.ts";

/** The answer of GET /get-profile. Fields that the token says nothing about are left out. */
export type Profile = {
  readonly displayName: string;
  readonly withAuthentication: true;
  readonly userPrincipalName?: string;
  readonly objectId?: string;
  readonly tenantId?: string;
  readonly clientApplicationId?: string;
  readonly scopes?: readonly string[];
  readonly roles?: readonly string[];
};

/** GET /get-profile: who the platform authenticated. */
export function getProfile(_req: Request, res: Response<unknown, CallerLocals>): void {
  res.json({ route: "/get-profile", profile: profileOf(res.locals.caller) });
}

export function profileOf(caller: Caller): Profile {
  return {
    displayName: caller.displayName,
    withAuthentication: true,
    ...(caller.userPrincipalName !== undefined && { userPrincipalName: caller.userPrincipalName }),
    ...(caller.objectId !== undefined && { objectId: caller.objectId }),
    ...(caller.tenantId !== undefined && { tenantId: caller.tenantId }),
    ...(caller.clientApplicationId !== undefined && { clientApplicationId: caller.clientApplicationId }),
    ...(caller.scopes.length > 0 && { scopes: caller.scopes }),
    ...(caller.roles.length > 0 && { roles: caller.roles }),
  };
}
