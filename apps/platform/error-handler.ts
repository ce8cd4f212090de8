import type { ErrorRequestHandler, Response } from "express";
import { logFailure } from "./log.ts";
import type { Refusal } from "./refusal.ts";
import { toRefusal } from "./refusal.ts";

/**
 * Answers every error with its status; `show` sends the rest in the way of the app. The details of our own failures
 * go to the log only.
 */
export function errorHandler(show: (refusal: Refusal, res: Response) => void): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const refusal = toRefusal(error);
    if (refusal !== error) logFailure(req, error);
    if (res.headersSent) {
      next(error); // too late for an answer: Express ends the connection
      return;
    }
    if (refusal.status === 401) res.set("WWW-Authenticate", "Bearer"); // RFC 9110 15.5.2: a 401 has a challenge
    show(refusal, res.status(refusal.status));
  };
}
