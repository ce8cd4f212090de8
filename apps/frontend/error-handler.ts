import type { NextFunction, Request, Response } from "express";
import { logFailure } from "../platform/log.ts";
import { toRefusal } from "../platform/refusal.ts";
import { errorPage } from "./views/error-page.ts";

/** Shows every error as a page. Details of our own failures go to the log only. */
export function errorHandler(error: unknown, req: Request, res: Response, next: NextFunction): void {
  const refusal = toRefusal(error);
  if (refusal !== error) logFailure(req, error);
  if (res.headersSent) {
    next(error);
    return;
  }
  res.status(refusal.status).type("html").send(errorPage(refusal));
}
