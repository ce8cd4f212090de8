import express from "express";
import type { Express } from "express";
import { healthz } from "../platform/healthz.ts";
import { requireCaller, requirePlatformAuthentication } from "../platform/require-authentication.ts";
import { securityHeaders } from "../platform/security-headers.ts";
import { errorHandler } from "./error-handler.ts";
import { getProfile } from "./get-profile.ts";
import { notFound } from "./not-found.ts";

export type BackendDependencies = {
  /** whether App Service authentication stands in front of the app */
  readonly authenticationInFront: boolean;
};

/** The API: JSON for callers that the platform authenticated. */
export function createApp({ authenticationInFront }: BackendDependencies): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", 1); // the platform's front end is the one hop before the app

  app.use(securityHeaders("default-src 'none'; frame-ancestors 'none'"));
  app.get("/healthz", healthz);
  app.use(requirePlatformAuthentication(authenticationInFront));
  app.use(requireCaller);
  app.get("/get-profile", getProfile);
  app.use(notFound);
  app.use(errorHandler);
  return app;
}
