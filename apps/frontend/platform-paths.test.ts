import { describe, it } from "vitest";
import { signInPath } from "./platform-paths.ts";

describe("signInPath", () => {
  it("comes back to the whole path, query included", ({ expect }) => {
    const url = new URL(signInPath("/get-profile?renewed"), "https://raptor-client.azurewebsites.net");
    expect(url.pathname).toBe("/.auth/login/aad");
    expect(url.searchParams.get("post_login_redirect_uri")).toBe("/get-profile?renewed");
  });
});
