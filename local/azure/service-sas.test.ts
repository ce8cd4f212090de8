import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import { readSas, sasProblem, signSas, type ServiceSas } from "./service-sas.ts";

const key = Buffer.from("the key of the account").toString("base64");
const resource = { account: "packages1", container: "packages", blob: "app.zip" };
const path = "/blob/packages1/packages/app.zip";
const now = new Date("2026-11-23T12:00:00Z");

const sas: ServiceSas = {
  version: "2015-04-05",
  resource: "b",
  permissions: "r",
  start: "2025-01-01",
  expiry: "2050-01-01",
  protocols: "https",
  ip: "",
  identifier: "",
  cacheControl: "",
  contentDisposition: "",
  contentEncoding: "",
  contentLanguage: "",
  contentType: "",
};

function problem(
  changes: Partial<ServiceSas>,
  signedPath = path,
  changeQuery: (query: URLSearchParams) => void = () => {},
) {
  const query = new URLSearchParams(signSas({ ...sas, ...changes }, signedPath, key));
  changeQuery(query);
  return sasProblem(query, resource, key, now);
}

describe("a shared access signature", () => {
  it("is the HMAC-SHA256 of its fields in the service's order", ({ expect }) => {
    const fields = ["r", "2025-01-01", "2050-01-01", path, "", "", "https", "2015-04-05", "", "", "", "", ""];
    const expected = createHmac("sha256", Buffer.from(key, "base64"))
      .update(fields.join("\n"))
      .digest("base64");
    const query = new URLSearchParams(signSas(sas, path, key));
    expect(query.get("sig")).toBe(expected);
    expect(Object.fromEntries(query)).toMatchObject({ sv: "2015-04-05", sr: "b", sp: "r", se: "2050-01-01" });
  });

  it("is the same every time", ({ expect }) => {
    expect(signSas(sas, path, key)).toBe(signSas(sas, path, key));
  });

  it("opens the blob, or the container with all its blobs", ({ expect }) => {
    expect(problem({})).toBeUndefined();
    expect(problem({ resource: "c" }, "/blob/packages1/packages")).toBeUndefined();
  });

  it("does not open another blob, container or account", ({ expect }) => {
    for (const other of [
      "/blob/packages1/packages/other.zip",
      "/blob/packages1/other/app.zip",
      "/blob/other/packages/app.zip",
    ]) {
      expect(problem({}, other)).toContain("403 AuthenticationFailed");
    }
    expect(problem({ resource: "c" }, path)).toContain("Signature did not match");
  });

  it("does not open before its start, nor from its expiry on", ({ expect }) => {
    expect(problem({ start: "2027-01-01" })).toContain("Start [2027-01-01] - Expiry [2050-01-01]");
    expect(problem({ expiry: "2026-11-23T12:00:00Z" })).toContain("not valid in the specified time frame");
    expect(problem({ start: "" })).toBeUndefined();
    expect(problem({ expiry: "" })).toContain("not valid in the specified time frame");
  });

  it("opens for reading only where it says so", ({ expect }) => {
    expect(problem({ permissions: "wd" })).toContain("403 AuthorizationPermissionMismatch");
    expect(problem({ permissions: "rwd" })).toBeUndefined();
  });

  it("is void when any of its fields is changed afterwards", ({ expect }) => {
    const names = ["sp", "st", "se", "spr", "sv", "sr", "sig", "si", "rscc"];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.string(), (name, value) => {
        const before = new URLSearchParams(signSas(sas, path, key)).get(name) ?? "";
        fc.pre(value !== before);
        expect(problem({}, path, (query) => query.set(name, value))).toBeDefined();
      }),
    );
  });

  it("is void when it was signed with another key", ({ expect }) => {
    const query = new URLSearchParams(signSas(sas, path, Buffer.from("other").toString("base64")));
    expect(sasProblem(query, resource, key, now)).toContain("Signature did not match");
    query.delete("sig");
    expect(sasProblem(query, resource, key, now)).toContain("Signature did not match");
  });

  it("comes back from its query as it went in", ({ expect }) => {
    expect(readSas(new URLSearchParams(signSas(sas, path, key)))).toEqual(sas);
  });
});
