import { describe, it } from "vitest";
import { createStandingWarnings } from "./standing-warnings.ts";

describe("warnings of sites", () => {
  function setUp() {
    const said: string[] = [];
    const warnings = createStandingWarnings(({ site, kind, message }) =>
      said.push(`${kind} ${site}: ${message}`),
    );
    return { said, warnings };
  }

  it("are said when everything stands, not while it changes; other events at once", ({ expect }) => {
    const { said, warnings } = setUp();
    warnings.onEvent({ site: "a", kind: "warning", message: "authentication is off" });
    warnings.onEvent({ site: "a", kind: "output", message: "hello" });
    warnings.standing([{ site: "a", message: "no HTTPS" }]);
    warnings.onEvent({ site: "a", kind: "warning", message: "GET /: broken" });
    expect(said).toEqual(["output a: hello", "warning a: no HTTPS", "warning a: GET /: broken"]);
  });

  it("are said once, until they have gone and come again", ({ expect }) => {
    const { said, warnings } = setUp();
    const warning = { site: "a", message: "no HTTPS" };
    for (const standing of [[warning], [warning], [], [warning]]) {
      warnings.changing();
      warnings.standing(standing);
    }
    expect(said).toEqual(["warning a: no HTTPS", "warning a: no HTTPS"]);
  });
});
