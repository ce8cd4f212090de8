import { describe, it } from "vitest";
import { localIssuerFor } from "./authority.ts";

const TENANT = "6fd1a7a6-3c0a-4a5b-8a39-2f9f4f0f6c11";

describe("the issuer a site declares", () => {
  it("is stood in for by the local sign-in service, with or without /v2.0", ({ expect }) => {
    for (const declared of [
      `https://sts.windows.net/${TENANT}/v2.0`,
      `https://login.microsoftonline.com/${TENANT}/v2.0`,
      `https://login.microsoftonline.com/${TENANT}`,
      `https://sts.windows.net/${TENANT.toUpperCase()}/`,
      "https://login.microsoftonline.com/common/v2.0",
    ]) {
      expect(localIssuerFor(declared, TENANT, "http://localhost:8400"), declared).toEqual({
        tenantId: TENANT,
        issuer: `http://localhost:8400/${TENANT}/v2.0`,
        v1Issuer: `http://localhost:8400/${TENANT}/`,
      });
    }
  });

  it("has nobody to stand in when it is of another tenant or of somebody else", ({ expect }) => {
    for (const declared of [
      "https://sts.windows.net/11111111-1111-1111-1111-111111111111/v2.0",
      `https://accounts.example.com/${TENANT}/v2.0`,
      `http://sts.windows.net/${TENANT}/v2.0`,
      "not a url",
      "",
    ]) {
      expect(localIssuerFor(declared, TENANT, "http://localhost:8400"), declared).toBeUndefined();
    }
  });
});
