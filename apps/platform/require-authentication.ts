import type { NextFunction, Request, RequestHandler, Response } from "express";
import type { Caller } from "./caller.ts";
import { describeCaller } from "./caller.ts";
import { parsePrincipal } from "./principal.ts";
import { Refusal } from "./refusal.ts";

/** What `requireCaller` leaves in `res.locals` for the routes behind it. */
export type CallerLocals = { caller: Caller };

/**
 * Refuses everything unless App Service authentication stands in front of the app: without it, anyone could send the
 * identity headers that the app trusts (design.md, decision 9). The process still starts, so that the site itself
 * shows the reason.
 */
export function requirePlatformAuthentication(inFront: boolean): RequestHandler {
  return (_req, _res, next) => {
    next(
      inFront
        ? undefined
        : new Refusal(
            503,
            "AuthenticationNotInFront",
            "App Service authentication is not enabled for this site, so nobody can be trusted to be who they say they are. " +
              "Enable it (authsettingsV2, platform.enabled), which sets WEBSITE_AUTH_ENABLED to True, and the app will serve.",
          ),
    );
  };
}

/** Lets only callers through that the platform authenticated, and says who they are in `res.locals.caller`. */
export function requireCaller(req: Request, res: Response<unknown, CallerLocals>, next: NextFunction): void {
  const header = req.get("x-ms-client-principal");
  if (header === undefined || header === "") {
    next(new Refusal(401, "NotAuthenticated", "Sign in first: the request carries no authenticated caller."));
    return;
  }
  const principal = parsePrincipal(header);
  if (principal === undefined) {
    next(
      new Refusal(
        401,
        "MalformedPrincipal",
        "The X-MS-CLIENT-PRINCIPAL header is not Base64 of a JSON principal.",
      ),
    );
    return;
  }
  res.locals.caller = describeCaller(principal);
  next();
}
