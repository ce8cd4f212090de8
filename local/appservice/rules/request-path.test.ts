import { describe, test } from "vitest";
import { isAmbiguous, requestPath } from "./request-path.ts";

describe("a request's target", () => {
  test("is split at the first question mark, both parts as sent", ({ expect }) => {
    expect(requestPath("/a%20b?x=1?y")).toEqual({ path: "/a%20b", search: "?x=1?y" });
    expect(requestPath("/")).toEqual({ path: "/", search: "" });
    expect(requestPath("//evil.test/x")).toEqual({ path: "//evil.test/x", search: "" });
  });

  test.for(["*", "http://evil.test/", "", "evil.test:443"])(
    "is no path when it is '%s'",
    (target, { expect }) => {
      expect(requestPath(target)).toBeUndefined();
    },
  );

  test.for(["/a/../b", "/a/./b", "/a/%2e%2E/b", "/a%2fb", "/a%5Cb", "/a\\b", "/a%252fb", "/a/..", "/%00"])(
    "can be read in two ways: %s",
    (path, { expect }) => {
      expect(isAmbiguous(path)).toBe(true);
    },
  );

  test.for(["/", "/a/b.c", "/a..b/...", "/.well-known/x", "/a%20b"])(
    "can be read in one way: %s",
    (path, { expect }) => {
      expect(isAmbiguous(path)).toBe(false);
    },
  );
});
