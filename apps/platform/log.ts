import type { Request } from "express";

/** One line to the log stream. Callers pass no header, cookie or token, and no query string. */
export function log(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What a failed request leaves in the log: where it happened and why. */
export function logFailure(req: Request, error: unknown): void {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${req.method} ${req.path} failed: ${reason}\n`);
}
