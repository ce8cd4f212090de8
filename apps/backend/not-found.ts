import type { NextFunction, Request, Response } from "express";
import { Refusal } from "../platform/refusal.ts";

/** Every route that the API does not have. */
export function notFound(req: Request, _res: Response, next: NextFunction): void {
  next(new Refusal(404, "NotFound", `This API has no ${req.method} ${req.path}. It has GET /get-profile.`));
}
