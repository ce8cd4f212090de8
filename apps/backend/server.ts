import { serve } from "../platform/serve.ts";
import { isAuthenticationInFront } from "../platform/settings.ts";
import { createApp } from "./app.ts";

serve("backend", process.env, () =>
  createApp({ authenticationInFront: isAuthenticationInFront(process.env) }),
);
