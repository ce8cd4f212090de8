import { describe, test } from "vitest";
import { crossSiteRequest } from "./cross-site-request.ts";

const SITE = "http://raptor-client.localhost:8401";
const APPROVED = {
  site: [SITE],
  externalRedirects: ["https://portal.test/back?x=1"],
  corsOrigins: ["https://cors.test", "*"],
};
const POST = { method: "POST", userAgent: "Mozilla/5.0", origin: undefined, referer: undefined };

describe("a browser's POST with a session cookie", () => {
  test.for([
    { origin: SITE },
    { referer: `${SITE}/form?x=1` },
    { origin: "https://portal.test" },
    { referer: "https://portal.test/other" },
    { origin: "https://cors.test" },
  ])("passes from %o", (source, { expect }) => {
    expect(crossSiteRequest({ ...POST, ...source }, APPROVED)).toBeUndefined();
  });

  test.for([
    {},
    { origin: "null" },
    { origin: "https://evil.test" },
    { origin: "https://evil.test", referer: `${SITE}/` },
    { referer: "https://evil.test/?http://raptor-client.localhost:8401" },
    { origin: `${SITE}0` },
    { origin: "http://raptor-client.localhost:8401.evil.test" },
    { origin: "not a url" },
  ])("is refused from %o", (source, { expect }) => {
    expect(crossSiteRequest({ ...POST, ...source }, APPROVED)?.status).toBe(403);
  });

  test("is the only one that is asked where it comes from", ({ expect }) => {
    for (const other of [
      { method: "GET" },
      { method: "PUT" },
      { userAgent: "curl/8" },
      { userAgent: undefined },
    ]) {
      expect(crossSiteRequest({ ...POST, ...other }, APPROVED)).toBeUndefined();
    }
  });
});
