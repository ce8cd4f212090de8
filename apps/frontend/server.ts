import { serve } from "../platform/serve.ts";
import { isAuthenticationInFront } from "../platform/settings.ts";
import { createApp } from "./app.ts";
import { readBackendUrl } from "./settings.ts";

serve("frontend", process.env, () =>
  createApp({
    authenticationInFront: isAuthenticationInFront(process.env),
    backendUrl: readBackendUrl(process.env),
  }),
);
