import { describe, it } from "vitest";
import { explainFailure } from "../failure.ts";
import { failureView, withCode } from "./failure-view.ts";

const context = { clientId: undefined, expiredAt: undefined };

describe("failureView", () => {
  it("speaks to the person and to the developer", ({ expect }) => {
    const failure = explainFailure({ kind: "noToken" }, context);
    const { markup } = failureView(failure);
    expect(markup).toContain(failure.forPerson);
    expect(markup).toContain("<code>login.tokenStore.enabled</code>");
  });

  it("offers to sign in again, and to come back to the call", ({ expect }) => {
    expect(failureView(explainFailure({ kind: "noToken" }, context)).markup).toMatch(
      /href="\/\.auth\/login\/aad\?post_login_redirect_uri=%2Fget-profile%3Frenewed"[^>]*>\s*Sign in again/,
    );
  });

  it("escapes what the API says", ({ expect }) => {
    const answer = { kind: "status", status: 500, message: "<img src=x> `<b>`" } as const;
    const { markup } = failureView(explainFailure(answer, context));
    expect(markup).toContain("&lt;img src=x&gt; <code>&lt;b&gt;</code>");
  });
});

describe("withCode", () => {
  it("marks what stands between backticks", ({ expect }) => {
    expect(withCode("set `a` to `b`").map(({ markup }) => markup)).toEqual([
      "set ",
      "<code>a</code>",
      " to ",
      "<code>b</code>",
      "",
    ]);
  });
});
