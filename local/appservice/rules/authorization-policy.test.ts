import { describe, test } from "vitest";
import type { Policy } from "../settings.ts";
import {
  applicationNotAllowed,
  clientFailsClaimCheck,
  forbidden,
  groupFailsClaimCheck,
  objectIdMissing,
  principalNotAllowed,
  tenantNotAllowed,
  type Subject,
} from "./authorization-policy.ts";

const OPEN: Policy = {
  allowedApplications: undefined,
  allowedIdentities: undefined,
  allowedGroups: undefined,
  claimGroups: undefined,
  claimClients: undefined,
  tenants: undefined,
  requireObjectId: false,
};
const FRONTEND: Subject = { client: "front", claims: { oid: "alice", tid: "home", groups: ["g1"] } };

describe("the authorization policy", () => {
  test("lets everybody of the tenant in when nothing is declared", ({ expect }) => {
    expect(forbidden({ client: undefined, claims: {} }, OPEN)).toBeUndefined();
  });

  test("refuses with 403 and the first reason", ({ expect }) => {
    expect(forbidden(FRONTEND, { ...OPEN, allowedApplications: ["other"], claimGroups: [] })).toEqual({
      status: 403,
      reason: "the calling application (azp or appid) 'front' is not in allowedApplications: other",
    });
  });

  test("joins its members by AND", ({ expect }) => {
    const both = { ...OPEN, allowedApplications: ["front"], allowedIdentities: ["alice"] };
    expect(forbidden(FRONTEND, both)).toBeUndefined();
    expect(forbidden({ ...FRONTEND, claims: { oid: "bob" } }, both)?.status).toBe(403);
    expect(forbidden({ ...FRONTEND, client: "back" }, both)?.status).toBe(403);
  });
});

describe("allowedApplications", () => {
  test("does not restrict when absent or empty", ({ expect }) => {
    for (const allowedApplications of [undefined, []]) {
      expect(
        applicationNotAllowed({ client: undefined, claims: {} }, { ...OPEN, allowedApplications }),
      ).toBeUndefined();
    }
  });

  test("lets a listed application in, whatever the case of the id", ({ expect }) => {
    expect(applicationNotAllowed(FRONTEND, { ...OPEN, allowedApplications: ["x", "FRONT"] })).toBeUndefined();
  });

  test("refuses a token that names no application, such as an ID token", ({ expect }) => {
    expect(
      applicationNotAllowed({ client: undefined, claims: {} }, { ...OPEN, allowedApplications: ["front"] }),
    ).toContain("it is no access token");
  });
});

describe("allowedPrincipals", () => {
  test("does not restrict when both lists are absent or empty", ({ expect }) => {
    expect(
      principalNotAllowed(
        { client: "front", claims: {} },
        { ...OPEN, allowedIdentities: [], allowedGroups: [] },
      ),
    ).toBeUndefined();
  });

  test("lets in by object id or by group", ({ expect }) => {
    const policy = { ...OPEN, allowedIdentities: ["bob"], allowedGroups: ["g1"] };
    expect(principalNotAllowed(FRONTEND, policy)).toBeUndefined();
    expect(principalNotAllowed({ client: "x", claims: { oid: "bob" } }, policy)).toBeUndefined();
    expect(principalNotAllowed({ client: "x", claims: { oid: "eve", groups: ["g2"] } }, policy)).toContain(
      "'eve'",
    );
    expect(principalNotAllowed({ client: "x", claims: {} }, policy)).toBeDefined();
  });
});

describe("jwtClaimChecks", () => {
  test("deny everybody when a list is empty", ({ expect }) => {
    expect(clientFailsClaimCheck(FRONTEND, { ...OPEN, claimClients: [] })).toContain("allows nobody");
    expect(groupFailsClaimCheck(FRONTEND, { ...OPEN, claimGroups: [] })).toContain("allows nobody");
  });

  test("let in who is listed and nobody else", ({ expect }) => {
    expect(clientFailsClaimCheck(FRONTEND, { ...OPEN, claimClients: ["front"] })).toBeUndefined();
    expect(clientFailsClaimCheck(FRONTEND, { ...OPEN, claimClients: ["back"] })).toContain("'front'");
    expect(groupFailsClaimCheck(FRONTEND, { ...OPEN, claimGroups: ["g0", "g1"] })).toBeUndefined();
    expect(groupFailsClaimCheck(FRONTEND, { ...OPEN, claimGroups: ["g0"] })).toBeDefined();
  });
});

describe("the app settings of the policy", () => {
  test("restrict the tenants", ({ expect }) => {
    expect(tenantNotAllowed(FRONTEND, { ...OPEN, tenants: ["home"] })).toBeUndefined();
    expect(tenantNotAllowed(FRONTEND, { ...OPEN, tenants: ["away"] })).toContain("'home'");
    expect(tenantNotAllowed({ client: "x", claims: {} }, { ...OPEN, tenants: ["away"] })).toBeDefined();
  });

  test("require an object id", ({ expect }) => {
    expect(objectIdMissing(FRONTEND, { ...OPEN, requireObjectId: true })).toBeUndefined();
    expect(objectIdMissing({ client: "x", claims: {} }, { ...OPEN, requireObjectId: true })).toContain("oid");
  });
});
