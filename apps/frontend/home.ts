import type { Request, Response } from "express";
import type { CallerLocals } from "../platform/require-authentication.ts";
import { homePage } from "./views/home-page.ts";

/** GET /: who is signed in, and the way to the API. */
export function home(_req: Request, res: Response<unknown, CallerLocals>): void {
  res.type("html").send(homePage(res.locals.caller));
}
