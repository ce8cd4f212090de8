import { describe, it } from "vitest";
import type { CallContext } from "./failure.ts";
import { explainFailure } from "./failure.ts";

const context: CallContext = { clientId: "52341723", expiredAt: undefined };

describe("explainFailure", () => {
  it.for([
    [{ kind: "noToken" }, "There is no access token to call the API with", "frontend", 500],
    [status(401), "The API did not accept the access token (401)", "frontDoor", 502],
    [status(403), "The API does not let this site in (403)", "frontDoor", 502],
    [status(302), "The API answered with a redirect (302)", "frontDoor", 502],
    [status(404), "The API refused the request (404)", "api", 502],
    [status(500), "The API failed (500)", "api", 502],
    [status(503), "The API failed (503)", "api", 502],
    [
      { kind: "unreadable", status: 200, contentType: "text/html" },
      "The API's answer could not be read",
      "api",
      502,
    ],
    [{ kind: "unreachable", reason: "ECONNREFUSED" }, "The API could not be reached", "frontDoor", 502],
    [{ kind: "timeout", afterMs: 30_000 }, "The API took too long", "frontDoor", 504],
  ] as const)("says of %j: %s", ([answer, title, stoppedAt, ownStatus], { expect }) => {
    expect(explainFailure(answer, context)).toMatchObject({ title, stoppedAt, status: ownStatus });
  });

  it("names the client id that allowedApplications lacks", ({ expect }) => {
    const { forDeveloper } = explainFailure(status(403), context);
    expect(forDeveloper.join(" ")).toContain(
      "Add the frontend's client id `52341723` to `allowedApplications`",
    );
    const unknown = explainFailure(status(403), { ...context, clientId: undefined });
    expect(unknown.forDeveloper.join(" ")).toContain("Add the frontend's client id to `allowedApplications`");
  });

  it("offers to sign in again where that can help, and only there", ({ expect }) => {
    expect(explainFailure({ kind: "noToken" }, context).signInAgain).toBe(true);
    expect(explainFailure(status(401), context).signInAgain).toBe(true);
    expect(explainFailure(status(403), context).signInAgain).toBe(false);
  });

  it("says that a refused token had expired", ({ expect }) => {
    const expiredAt = new Date("2026-11-23T12:00:00Z");
    expect(explainFailure(status(401), { ...context, expiredAt }).forDeveloper[0]).toContain(
      "2026-11-23T12:00:00.000Z",
    );
  });

  it("passes on what the API says about its own failure", ({ expect }) => {
    const answer = {
      kind: "status",
      status: 503,
      message: "App Service authentication is not enabled",
    } as const;
    expect(explainFailure(answer, context).forDeveloper).toContain(
      "The API says: App Service authentication is not enabled",
    );
  });
});

function status<S extends number>(code: S) {
  return { kind: "status", status: code, message: undefined } as const;
}
