import { test } from "vitest";
import type { Application, User } from "../directory/state.ts";
import { readManifest } from "../directory/manifest.ts";
import { appOnlyClaims, delegatedClaims, idTokenClaims, pairwiseSubject } from "./claims.ts";
import { tenantUrls } from "./tenant-urls.ts";

const urls = tenantUrls("http://localhost:8400", "11111111-1111-4111-8111-111111111111");

function api(requestedAccessTokenVersion: 1 | 2): Application {
  const declared = { displayName: "api", api: { requestedAccessTokenVersion } };
  return {
    objectId: "api-object",
    clientId: "api-client",
    declared,
    manifest: readManifest(declared),
    identifierUris: ["api://api-client"],
    passwords: [],
    federatedCredentials: [],
    preAuthorized: [],
  };
}

const member: User = {
  objectId: "ada-object",
  displayName: "Ada Morgan",
  userPrincipalName: "ada@tenant.example",
  userType: "Member",
  mail: "ada.morgan@tenant.example",
  givenName: "Ada",
  surname: "Morgan",
};
const guest: User = {
  ...member,
  objectId: "noor-object",
  displayName: "Noor",
  userPrincipalName: "noor_partner.example#EXT#@tenant.example",
  userType: "Guest",
  mail: "noor@partner.example",
  givenName: undefined,
  surname: undefined,
};

function facts(version: 1 | 2) {
  return {
    urls,
    resource: api(version),
    resourceName: "api://api-client",
    clientId: "web-client",
    clientProof: "1" as const,
    roles: [],
    issuedAt: 1_000,
    expiresAt: 4_600,
  };
}

function delegated(version: 1 | 2, user: User) {
  return delegatedClaims({ ...facts(version), user, scopes: ["user_impersonation"], sessionId: "session" });
}

const common = {
  iat: 1_000,
  nbf: 1_000,
  exp: 4_600,
  tid: urls.tenantId,
  aio: someText(),
  rh: someText(),
  uti: someText(),
};

function someText(): unknown {
  return { asymmetricMatch: (value: unknown) => typeof value === "string" && value !== "" };
}

// contract: entra B7: the claims and no others

test("a v2 access token for a user", ({ expect }) => {
  expect(delegated(2, member)).toEqual({
    ...common,
    aud: "api-client",
    iss: "http://localhost:8400/11111111-1111-4111-8111-111111111111/v2.0",
    azp: "web-client",
    azpacr: "1",
    name: "Ada Morgan",
    oid: "ada-object",
    preferred_username: "ada@tenant.example",
    scp: "user_impersonation",
    sid: "session",
    sub: pairwiseSubject(urls.tenantId, "ada-object", "api-client"),
    ver: "2.0",
  });
});

test("a v1 access token for a user", ({ expect }) => {
  expect(delegated(1, member)).toEqual({
    ...common,
    acr: "1",
    amr: ["pwd"],
    aud: "api://api-client",
    iss: "http://localhost:8400/11111111-1111-4111-8111-111111111111/",
    appid: "web-client",
    appidacr: "1",
    family_name: "Morgan",
    given_name: "Ada",
    ipaddr: "127.0.0.1",
    name: "Ada Morgan",
    oid: "ada-object",
    scp: "user_impersonation",
    sid: "session",
    sub: pairwiseSubject(urls.tenantId, "ada-object", "api-client"),
    unique_name: "ada@tenant.example",
    upn: "ada@tenant.example",
    ver: "1.0",
  });
});

test("a guest is named by their own address, and has no upn", ({ expect }) => {
  expect(delegated(2, guest)["preferred_username"]).toBe("noor@partner.example");
  const v1 = delegated(1, guest);
  expect(v1).toMatchObject({ unique_name: "noor@partner.example", email: "noor@partner.example" });
  for (const claim of ["upn", "given_name", "family_name"]) expect(v1).not.toHaveProperty(claim);
});

test("an app-only v2 access token has no user and no scope", ({ expect }) => {
  const claims = appOnlyClaims({ ...facts(2), principalId: "web-principal" });
  expect(claims).toEqual({
    ...common,
    aud: "api-client",
    iss: urls.issuer,
    azp: "web-client",
    azpacr: "1",
    oid: "web-principal",
    sub: "web-principal",
    ver: "2.0",
    xms_ftd: someText(),
  });
  expect(appOnlyClaims({ ...facts(2), roles: ["Read"], principalId: "p" })["roles"]).toEqual(["Read"]);
});

test("an ID token tells what the scopes ask for; of a guest it always tells the mail", ({ expect }) => {
  const base = { tenantId: urls.tenantId, sessionId: "session", roles: [], issuedAt: 1_000 };
  expect(idTokenClaims({ ...base, user: member, scopes: ["openid"] })).toEqual({
    nbf: 1_000,
    aio: someText(),
    rh: someText(),
    sid: "session",
    tid: urls.tenantId,
    uti: someText(),
    ver: "2.0",
  });
  expect(idTokenClaims({ ...base, user: member, scopes: ["openid", "profile", "email"] })).toMatchObject({
    name: "Ada Morgan",
    oid: "ada-object",
    preferred_username: "ada@tenant.example",
    email: "ada.morgan@tenant.example",
  });
  expect(idTokenClaims({ ...base, user: guest, scopes: ["openid"] })["email"]).toBe("noor@partner.example");
});

test("one person has another subject in every application, always the same there", ({ expect }) => {
  const subject = pairwiseSubject("tenant", "user", "client");
  expect(subject).toMatch(/^[\w-]{43}$/);
  expect(pairwiseSubject("tenant", "user", "client")).toBe(subject);
  expect(pairwiseSubject("tenant", "user", "other")).not.toBe(subject);
  expect(pairwiseSubject("tenant", "other", "client")).not.toBe(subject);
});
