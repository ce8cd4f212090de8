import type { RequestHandler } from "express";

/** Headers that every answer carries. `contentSecurityPolicy` is what the app's own pages need, and no more. */
export function securityHeaders(contentSecurityPolicy: string): RequestHandler {
  return (req, res, next) => {
    res.set({
      "Content-Security-Policy": contentSecurityPolicy,
      "X-Content-Type-Options": "nosniff",
      // Not `no-referrer`: that turns the Origin of a form into "null", which the platform's CSRF check refuses.
      // contract: easyauth 2.8
      "Referrer-Policy": "same-origin",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      // every answer is about one person
      "Cache-Control": "no-store",
    });
    // TLS ends at App Service, which says so in X-Forwarded-Proto ("trust proxy"); on a developer's machine there is none
    if (req.secure) res.set("Strict-Transport-Security", "max-age=31536000");
    next();
  };
}
