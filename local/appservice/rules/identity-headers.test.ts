import { describe, test } from "vitest";
import { isIdentityHeader } from "./identity-headers.ts";

describe("a header that only the platform may set", () => {
  test.for([
    "x-ms-client-principal",
    "X-MS-CLIENT-PRINCIPAL-ID",
    "x_ms_client_principal_name",
    "x-ms-token-aad-access-token",
    "X-MS-TOKEN-GOOGLE-ID-TOKEN",
    "x-zumo-auth",
  ])("is %s", (name, { expect }) => {
    expect(isIdentityHeader(name)).toBe(true);
  });

  test.for(["authorization", "cookie", "x-ms-request-id", "x-ms-version", "my-x-ms-client-principal"])(
    "is not %s",
    (name, { expect }) => {
      expect(isIdentityHeader(name)).toBe(false);
    },
  );
});
