import express from "express";
import type { Express } from "express";
import { healthz } from "./healthz.ts";
import { requireCaller, requirePlatformAuthentication } from "./require-authentication.ts";
import { securityHeaders } from "./security-headers.ts";

export type LockedAppOptions = {
  /** whether App Service authentication stands in front of the app */
  readonly authenticationInFront: boolean;
  /** for every answer of the app */
  readonly contentSecurityPolicy: string;
};

/**
 * What every app behind App Service authentication starts from: only /healthz answers to all; every route added later
 * is for callers that the platform authenticated, and finds them in `res.locals.caller`. No body is ever read.
 */
export function createLockedApp({ authenticationInFront, contentSecurityPolicy }: LockedAppOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag"); // no answer is stored
  app.set("trust proxy", 1); // the platform's front end is the one hop before the app

  app.use(securityHeaders(contentSecurityPolicy));
  app.get("/healthz", healthz);
  app.use(requirePlatformAuthentication(authenticationInFront));
  app.use(requireCaller);
  return app;
}
