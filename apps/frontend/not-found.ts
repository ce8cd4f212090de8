import type { NextFunction, Request, Response } from "express";
import { Refusal } from "../platform/refusal.ts";

/** Every page that the site does not have. */
export function notFound(_req: Request, _res: Response, next: NextFunction): void {
  next(new Refusal(404, "NotFound", "There is no such page."));
}
