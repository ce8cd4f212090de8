import { describe, it } from "vitest";
import { SIGNED_URL_END, signingKey } from "./signed-url.ts";

describe("a signed URL", () => {
  it("ends at a moment that no clock computes", ({ expect }) => {
    expect(SIGNED_URL_END).toBe("2100-01-01T00:00:00Z");
  });

  it("is signed with the other key after a rotation, so that the key before can be renewed", ({ expect }) => {
    expect([1, 2, 3, 4].map(signingKey)).toEqual(["key1", "key2", "key1", "key2"]);
  });
});
