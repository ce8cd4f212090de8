import * as fc from "fast-check";
import { validateHeaderValue } from "node:http";
import { describe, test } from "vitest";
import { expiresOn, principalHeaders, principalName, tokenHeaders } from "./principal-headers.ts";

describe("the principal's headers", () => {
  test("carry the claims as Base64 of UTF-8 JSON", ({ expect }) => {
    const headers = principalHeaders({ oid: "o", name: "Zoë 🦖", email: "zoë@x.test" }, true);
    expect(JSON.parse(Buffer.from(headers["x-ms-client-principal"] ?? "", "base64").toString())).toEqual({
      auth_typ: "aad",
      claims: [
        { typ: "http://schemas.microsoft.com/identity/claims/objectidentifier", val: "o" },
        { typ: "name", val: "Zoë 🦖" },
        { typ: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", val: "zoë@x.test" },
      ],
      name_typ: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
      role_typ: "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    });
    expect(Buffer.from(headers["x-ms-client-principal-name"] ?? "", "latin1").toString()).toBe("zoë@x.test");
  });

  test("name a person by email, else by user principal name, and an application not at all", ({ expect }) => {
    expect(principalName({ email: "e", preferred_username: "p" })).toBe("e");
    expect(principalName({ preferred_username: "p", name: "n" })).toBe("p");
    expect(principalName({ upn: "u" })).toBe("u");
    expect(principalName({ oid: "o", name: "n" })).toBeUndefined();
    expect(principalHeaders({ sub: "s" }, true)).toMatchObject({ "x-ms-client-principal-id": "s" });
    expect(principalHeaders({ sub: "s" }, true)).not.toHaveProperty("x-ms-client-principal-name");
  });

  test("can be sent whatever a claim holds", ({ expect }) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const [name, value] of Object.entries(principalHeaders({ oid: text, email: text }, true))) {
          expect(() => validateHeaderValue(name, value)).not.toThrow();
        }
      }),
    );
  });
});

describe("the tokens' headers", () => {
  test("are there only for the tokens that are", ({ expect }) => {
    expect(tokenHeaders(undefined)).toEqual({});
    expect(tokenHeaders({ idToken: "i" })).toEqual({ "x-ms-token-aad-id-token": "i" });
    expect(tokenHeaders({ accessToken: "a", expiresOn: 0 })).toEqual({
      "x-ms-token-aad-access-token": "a",
      "x-ms-token-aad-expires-on": "1970-01-01T00:00:00.0000000Z",
    });
  });

  test("write times with seven fractional digits", ({ expect }) => {
    expect(expiresOn(Date.UTC(2022, 10, 28, 11, 29, 36, 860))).toBe("2022-11-28T11:29:36.8600000Z");
  });
});
