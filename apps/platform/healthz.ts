import type { Request, Response } from "express";

/** The only route without authentication: says that the process answers, and nothing else. */
export function healthz(_req: Request, res: Response): void {
  res.json({ status: "ok" });
}
