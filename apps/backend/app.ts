import type { Express } from "express";
import { errorHandler } from "../platform/error-handler.ts";
import { createLockedApp } from "../platform/locked-app.ts";
import { getProfile } from "./get-profile.ts";
import { notFound } from "./not-found.ts";

export type BackendDependencies = {
  /** whether App Service authentication stands in front of the app */
  readonly authenticationInFront: boolean;
};

/** The API: JSON for callers that the platform authenticated. Errors are `{ error: { code, message } }`. */
export function createApp({ authenticationInFront }: BackendDependencies): Express {
  const contentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
  const app = createLockedApp({ authenticationInFront, contentSecurityPolicy });
  app.get("/get-profile", getProfile);
  app.use(notFound);
  app.use(errorHandler(({ code, message }, res) => res.json({ error: { code, message } })));
  return app;
}
