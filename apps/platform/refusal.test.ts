import { describe, it } from "vitest";
import { Refusal, toRefusal } from "./refusal.ts";

describe("toRefusal", () => {
  it("keeps what the app refused on purpose", ({ expect }) => {
    const refusal = new Refusal(404, "NotFound", "There is no such page.");
    expect(toRefusal(refusal)).toBe(refusal);
  });

  it("keeps the status of a request that Express could not read, not its words", ({ expect }) => {
    const error = Object.assign(new Error("Failed to decode param '%zz'"), { status: 400 });
    expect(toRefusal(error)).toMatchObject({ status: 400, message: "The request could not be read." });
  });

  it.for([new Error("secret"), Object.assign(new Error("secret"), { status: 503 }), "secret", undefined])(
    "tells nothing of %j",
    (error, { expect }) => {
      const refusal = toRefusal(error);
      expect(refusal.status).toBe(500);
      expect(refusal.message).not.toContain("secret");
    },
  );
});
