import express from "express";
import type { Express } from "express";
import { healthz } from "../platform/healthz.ts";
import { requireCaller, requirePlatformAuthentication } from "../platform/require-authentication.ts";
import { securityHeaders } from "../platform/security-headers.ts";
import { errorHandler } from "./error-handler.ts";
import { getProfile } from "./get-profile.ts";
import { home } from "./home.ts";
import { notFound } from "./not-found.ts";
import { pagePolicy } from "./views/page.ts";

export type FrontendDependencies = {
  /** whether App Service authentication stands in front of the app */
  readonly authenticationInFront: boolean;
  /** ends in a slash */
  readonly backendUrl: URL;
  /** how long the backend may take, in milliseconds */
  readonly timeoutMs?: number;
  readonly now?: () => Date;
};

// A site without Always On may have to start first.
const defaultTimeoutMs = 30_000;

/** The site: pages for the person that the platform signed in. */
export function createApp(dependencies: FrontendDependencies): Express {
  const {
    authenticationInFront,
    backendUrl,
    timeoutMs = defaultTimeoutMs,
    now = () => new Date(),
  } = dependencies;
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", 1); // the platform's front end is the one hop before the app

  app.use(securityHeaders(pagePolicy));
  app.get("/healthz", healthz);
  app.use(requirePlatformAuthentication(authenticationInFront));
  app.use(requireCaller);
  app.get("/", home);
  app.get("/get-profile", getProfile({ backendUrl, timeoutMs, now }));
  app.use(notFound);
  app.use(errorHandler);
  return app;
}
