import * as fc from "fast-check";
import { describe, test } from "vitest";
import { redirectTarget } from "./redirect-target.ts";

const SITE = "http://raptor-client.localhost:8401";
const EXTERNAL = ["https://portal.test/back?ignored=1", "myapp://callback"];

describe("a redirect target", () => {
  test.for([
    ["/", `${SITE}/`],
    ["/a?b=c#d", `${SITE}/a?b=c#d`],
    ["page", `${SITE}/page`],
    [`${SITE}/x`, `${SITE}/x`],
    ["https://portal.test/back", "https://portal.test/back"],
    ["https://portal.test/back/more?q=1", "https://portal.test/back/more?q=1"],
    ["myapp://callback/x", "myapp://callback/x"],
    // never another host, only odd paths of this one
    ["//evil.test/", `${SITE}//evil.test/`],
    ["/\\evil.test", `${SITE}//evil.test`],
    // user names mislead people
    [`http://bank.test:pw@raptor-client.localhost:8401/x`, `${SITE}/x`],
  ] as const)("%s leads to %s", ([requested, target], { expect }) => {
    expect(redirectTarget(requested, SITE, EXTERNAL)).toBe(target);
  });

  test.for([
    "https://evil.test/",
    "http://raptor-client.localhost:8401.evil.test/",
    "http://raptor-client.localhost:8401@evil.test/",
    "https://raptor-client.localhost:8401/",
    "http://raptor-client.localhost:8402/",
    "\\\\evil.test/",
    "\t//evil.test",
    "https://portal.test/backdoor",
    "https://portal.test/",
    "http://portal.test/back",
    "https://portal.test:444/back",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://",
  ])("%s is refused", (requested, { expect }) => {
    expect(redirectTarget(requested, SITE, [...EXTERNAL, "javascript:alert(1)"])).toMatchObject({
      status: 400,
    });
  });

  test("always is on this site or below an allowed URL, in one line", ({ expect }) => {
    const part = fc.oneof(
      fc.constantFrom(
        "/",
        "\\",
        "//",
        "http:",
        "https:",
        "@",
        ":",
        "?",
        "#",
        "\r\n",
        "\t",
        "%2f",
        "..",
        SITE,
      ),
      fc.constantFrom("evil.test", "portal.test", "/back", "raptor-client.localhost:8401", "javascript:"),
      fc.string({ maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const target = redirectTarget(parts.join(""), SITE, ["https://portal.test/back"]);
        if (typeof target !== "string") return;
        const url = new URL(target);
        expect(target).not.toMatch(/[\r\n\t ]/);
        expect([SITE, "https://portal.test"]).toContain(url.origin);
        if (url.origin !== SITE) expect(url.pathname).toMatch(/^\/back(\/|$)/);
      }),
      { numRuns: 1000 },
    );
  });
});
