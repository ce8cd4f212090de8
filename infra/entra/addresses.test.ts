import { describe, it } from "vitest";
import { federationIssuer, redirectUri, signInIssuer } from "./addresses.ts";

describe("the addresses that Entra and App Service agree on", () => {
  it("are those of one tenant", ({ expect }) => {
    expect(signInIssuer("t")).toBe("https://sts.windows.net/t/v2.0");
    expect(federationIssuer("t")).toBe("https://login.microsoftonline.com/t/v2.0");
  });

  it("send the browser back to the site's own callback", ({ expect }) => {
    expect(redirectUri("raptor-client-1a2b.eastus2-01.azurewebsites.net")).toBe(
      "https://raptor-client-1a2b.eastus2-01.azurewebsites.net/.auth/login/aad/callback",
    );
  });
});
