import { describe, it } from "vitest";
import { Refusal } from "../../platform/refusal.ts";
import { errorPage } from "./error-page.ts";

describe("errorPage", () => {
  it.for([
    [401, "You are not signed in", "Sign in", "/.auth/login/aad?post_login_redirect_uri=%2F"],
    [404, "There is nothing here", "Back to the start", "/"],
    [400, "This request makes no sense here", "Back to the start", "/"],
    [503, "This site is locked", "Try again", "/"],
    [500, "Something went wrong", "Try again", "/"],
  ] as const)("of %d says %j and offers %j", ([status, title, way, href], { expect }) => {
    const page = errorPage(new Refusal(status, "Code", "Because of <this>."));
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain(`<a class="button" href="${href}">${way}</a>`);
    expect(page).toContain("Because of &lt;this&gt;.");
    expect(page).not.toContain("Sign out");
  });

  it("names the status in HTTP's words", ({ expect }) => {
    expect(errorPage(new Refusal(404, "NotFound", "No."))).toContain('<p class="status">404 Not Found</p>');
  });
});
