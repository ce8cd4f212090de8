import type { NextFunction, Request, Response } from "express";
import { logFailure } from "../platform/log.ts";
import { toRefusal } from "../platform/refusal.ts";

/** Answers every error as `{ error: { code, message } }`. Details of our own failures go to the log only. */
export function errorHandler(error: unknown, req: Request, res: Response, next: NextFunction): void {
  const refusal = toRefusal(error);
  if (refusal !== error) logFailure(req, error);
  if (res.headersSent) {
    next(error);
    return;
  }
  res.status(refusal.status).json({ error: { code: refusal.code, message: refusal.message } });
}
