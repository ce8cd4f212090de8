import * as fc from "fast-check";
import { describe, it } from "vitest";
import { parsePrincipal } from "./principal.ts";
import { principalHeader } from "./test-principal.ts";

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64");
}

describe("parsePrincipal", () => {
  it("reads the claims and the name type that the platform sends", ({ expect }) => {
    expect(parsePrincipal(principalHeader([["name", "Ada Lovelace"]]))).toEqual({
      claims: [{ typ: "name", val: "Ada Lovelace" }],
      nameType: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    });
  });

  it("keeps every claim, in order, whatever letters it holds", ({ expect }) => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }))),
        (claims) => {
          const read = parsePrincipal(principalHeader(claims));
          expect(read?.claims.map(({ typ, val }) => [typ, val])).toEqual(claims);
        },
      ),
    );
  });

  it("reads nothing out of a header that is no principal, and never throws", ({ expect }) => {
    const headers = [
      "",
      "%%%",
      "bm90IGpzb24=",
      encoded(null),
      encoded([]),
      encoded("x"),
      encoded({}),
      encoded({ claims: {} }),
    ];
    for (const header of headers) expect(parsePrincipal(header), header).toBeUndefined();
    fc.assert(fc.property(fc.string(), (header) => parsePrincipal(header) === undefined));
  });

  it("refuses bytes that are not UTF-8 instead of guessing a name", ({ expect }) => {
    const bytes = Buffer.concat([
      Buffer.from('{"claims":[{"typ":"name","val":"'),
      Buffer.from([0xff]),
      Buffer.from('"}]}'),
    ]);
    expect(parsePrincipal(bytes.toString("base64"))).toBeUndefined();
  });

  it("leaves out entries that are no claims", ({ expect }) => {
    const header = encoded({
      claims: [null, 1, { typ: "name" }, { typ: "exp", val: 5 }, { typ: "name", val: "Ada" }],
    });
    expect(parsePrincipal(header)).toEqual({ claims: [{ typ: "name", val: "Ada" }], nameType: undefined });
  });
});
