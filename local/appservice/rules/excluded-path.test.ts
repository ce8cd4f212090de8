import * as fc from "fast-check";
import { describe, test } from "vitest";
import { isExcluded } from "./excluded-path.ts";

const EXCLUDED = ["/healthz", "/Open/*"];

describe("an excluded path", () => {
  test.for(["/healthz", "/HEALTHZ", "/open/", "/open/a/b"])("is %s", (path, { expect }) => {
    expect(isExcluded(path, EXCLUDED)).toBe(true);
  });

  test.for([
    "/",
    "/healthz/",
    "/healthz/x",
    "/open",
    "/openly/a",
    "/a/healthz",
    "/open/../admin",
    "/open/..%2fadmin",
  ])("is not %s", (path, { expect }) => {
    expect(isExcluded(path, EXCLUDED)).toBe(false);
  });

  test("knows no other wildcard than a trailing /*", ({ expect }) => {
    expect(isExcluded("/a.jpg", ["*.jpg", "/*.jpg", "/**"])).toBe(false);
  });

  test("never lets through what a URL parser takes for a path outside", ({ expect }) => {
    const piece = fc.constantFrom("..", ".", "%2e", "%2E.", "%2f", "\\", "/", "open", "admin", "%5c", "%25");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = `/open/${pieces.join("/")}`;
        if (!isExcluded(path, EXCLUDED)) return;
        expect(decodeURIComponent(new URL(path, "http://site.test").pathname)).toMatch(/^\/open\//);
      }),
    );
  });
});
