import type { Express, Response } from "express";
import { errorHandler } from "../platform/error-handler.ts";
import { createLockedApp } from "../platform/locked-app.ts";
import type { Refusal } from "../platform/refusal.ts";
import type { CallerLocals } from "../platform/require-authentication.ts";
import { getProfile } from "./get-profile.ts";
import { home } from "./home.ts";
import { notFound } from "./not-found.ts";
import { errorPage } from "./views/error-page.ts";
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
  const app = createLockedApp({ authenticationInFront, contentSecurityPolicy: pagePolicy });
  app.get("/", home);
  app.get("/get-profile", getProfile({ backendUrl, timeoutMs, now }));
  app.use(notFound);
  app.use(errorHandler(showError));
  return app;
}

/** Who asked is known once the lock has let them in. */
function showError(refusal: Refusal, res: Response<unknown, Partial<CallerLocals>>): void {
  res.type("html").send(errorPage(refusal, res.locals.caller));
}
