import { describe, test } from "vitest";
import type { EasyAuth, Provider } from "../settings.ts";
import { unauthenticated } from "./unauthenticated.ts";

const BROWSER = { method: "GET", path: "/page", userAgent: "Mozilla/5.0" };
const PROGRAM = { ...BROWSER, userAgent: "curl/8" };

type Auth = Pick<EasyAuth, "action" | "excludedPaths" | "canRedirect" | "provider">;

function auth(different: Partial<Auth>): Auth {
  return {
    action: "RedirectToLoginPage",
    excludedPaths: [],
    canRedirect: true,
    provider: {} as Provider,
    ...different,
  };
}

describe("a request that nobody is signed in for", () => {
  test.for([
    ["RedirectToLoginPage", BROWSER, "signIn"],
    ["RedirectToLoginPage", { ...BROWSER, method: "HEAD" }, "signIn"],
    ["RedirectToLoginPage", { ...BROWSER, method: "POST" }, 401],
    ["RedirectToLoginPage", PROGRAM, 401],
    ["RedirectToLoginPage", { ...BROWSER, userAgent: undefined }, 401],
    ["AllowAnonymous", BROWSER, "pass"],
    ["AllowAnonymous", PROGRAM, "pass"],
    ["Return401", BROWSER, 401],
    ["Return401", PROGRAM, 401],
    ["Return403", BROWSER, 403],
    ["Return403", PROGRAM, 403],
  ] as const)("under %s, sent by %o, gets %s", ([action, request, expected], { expect }) => {
    const outcome = unauthenticated(request, auth({ action }), undefined);
    expect(typeof outcome === "string" ? outcome : outcome.status).toBe(expected);
  });

  test("passes on an excluded path under every action", ({ expect }) => {
    for (const action of ["RedirectToLoginPage", "Return401", "Return403"] as const) {
      expect(unauthenticated(PROGRAM, auth({ action, excludedPaths: ["/page"] }), undefined)).toBe("pass");
    }
  });

  test("gets 401 where there is no provider to redirect to", ({ expect }) => {
    for (const different of [{ provider: undefined }, { canRedirect: false }]) {
      expect(unauthenticated(BROWSER, auth(different), undefined)).toMatchObject({
        status: 401,
        reason: expect.stringContaining("no identity provider"),
      });
    }
  });

  test("is told why the credential it carries does not count", ({ expect }) => {
    expect(unauthenticated(PROGRAM, auth({ action: "Return401" }), "the token has expired")).toEqual({
      status: 401,
      reason: "the token has expired",
    });
  });
});
