import { describe, test } from "vitest";
import { wrongIssuer } from "./token-issuer.ts";

const V2 = "http://localhost:8400/t/v2.0";
const V1 = "http://localhost:8400/t/";
const PROVIDER = {
  issuer: { tenantId: "t", issuer: V2, v1Issuer: V1 },
  openIdIssuer: "https://sts.windows.net/t/v2.0",
  tenantSpecific: true,
};

describe("a token's issuer", () => {
  test.for([V1, V2])("counts when it is the tenant's: %s", (iss, { expect }) => {
    expect(wrongIssuer(iss, PROVIDER)).toBeUndefined();
  });

  test.for(["http://localhost:8400/other/v2.0", `${V2}/`, "", undefined, 7])(
    "does not count when it is '%s'",
    (iss, { expect }) => {
      expect(wrongIssuer(iss, PROVIDER)?.status).toBe(401);
    },
  );

  test("is not compared when the declared issuer names no tenant, as on Azure", ({ expect }) => {
    expect(wrongIssuer("anybody", { ...PROVIDER, tenantSpecific: false })).toBeUndefined();
  });

  test("never counts when nobody serves the declared issuer", ({ expect }) => {
    expect(wrongIssuer(V2, { ...PROVIDER, issuer: undefined, tenantSpecific: false })).toEqual({
      status: 401,
      reason: "the declared openIdIssuer 'https://sts.windows.net/t/v2.0' is served by nobody here",
    });
  });
});
