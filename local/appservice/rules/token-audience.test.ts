import { describe, test } from "vitest";
import { wrongAudience } from "./token-audience.ts";

const AUDIENCES = ["client-id", "api://client-id"];

describe("a token's audience", () => {
  test.for(["client-id", "api://client-id", ["else", "client-id"]] as const)(
    "counts when it is declared: %s",
    (aud, { expect }) => {
      expect(wrongAudience(aud, AUDIENCES)).toBeUndefined();
    },
  );

  test.for(["api://client-id/", "CLIENT-ID", "", [], undefined] as const)(
    "does not count when it differs by a letter: %s",
    (aud, { expect }) => {
      expect(wrongAudience(aud, AUDIENCES)?.status).toBe(401);
    },
  );

  test("is named in the reason, with what is allowed", ({ expect }) => {
    expect(wrongAudience("graph", AUDIENCES)?.reason).toBe(
      "the token's audience (aud) is 'graph'; allowed: client-id, api://client-id (client id and allowedAudiences)",
    );
  });
});
