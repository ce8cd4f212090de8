import { afterAll, beforeAll, describe, it } from "vitest";
import { objections } from "./rules/rules.ts";
import { changesOf, startProgram, type TestProgram } from "./testing/program.ts";

/*
 * One stack, edited step by step: every update shows exactly what the edit names.
 */

const CLIENT = "6f1c6f0e-6a0c-4b3e-9f39-3c7a4a2b8d11";

let program: TestProgram;
/** every test adds to them */
let settings: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  program = await startProgram();
  await program.update();
}, 60_000);

afterAll(async () => {
  await program.close();
});

describe("an edit of the backend's code", () => {
  it("changes its blob and its app settings, and the old blob goes last", async ({ expect }) => {
    await program.edit("apps/backend/server.ts", (code) => `${code}\nprocess.stderr.write("edited");\n`);
    const { steps, calls } = await program.update();
    expect(changesOf(steps)).toEqual([
      "replace backend-package-blob (blobName, source)",
      "update backend-app-settings (properties)",
      "delete-replaced backend-package-blob",
    ]);
    // the site reads its package at every restart: no moment without one
    expect(calls.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`)).toEqual([
      "create backend-package-blob",
      "update backend-app-settings",
      "delete backend-package-blob",
    ]);
  });

  it("that changes nothing but a comment changes nothing", async ({ expect }) => {
    await program.edit("apps/backend/server.ts", (code) => `${code}\n// a comment\n`);
    expect(changesOf((await program.update()).steps)).toEqual([]);
  });
});

describe("an edit of a setting", () => {
  const edits: readonly (readonly [setting: string, value: string, changes: readonly string[]])[] = [
    ["assignmentRequired", "true", ["update frontend-registration-principal (appRoleAssignmentRequired)"]],
    [
      "additionalClients",
      `["${CLIENT}"]`,
      [`create consent-pre-authorized-${CLIENT}`, "update backend-app-auth (identityProviders)"],
    ],
    [
      "preAuthorize",
      "false",
      [`delete consent-pre-authorized-${CLIENT}`, "delete consent-pre-authorized-client"],
    ],
    ["adminGrant", "false", ["delete consent-grant-api", "delete consent-grant-sign-in"]],
    ["backendUnauthenticated", "Return403", ["update backend-app-auth (globalValidation)"]],
    [
      "backendUnauthenticated",
      "RedirectToLoginPage",
      [
        "update backend-app-auth (globalValidation, identityProviders)",
        "update backend-registration-application (web)",
      ],
    ],
    ["nodeVersion", "22-lts", ["update backend-site (siteConfig)", "update frontend-site (siteConfig)"]],
    [
      "tags",
      '{"team":"raptor"}',
      [
        "update backend-site (tags)",
        "update frontend-site (tags)",
        "update group (tags)",
        "update packages (tags)",
        "update plan (tags)",
      ],
    ],
  ];

  it.for(edits)(
    "%s to %s changes what it names, and breaks no rule",
    async ([setting, value, changes], { expect }) => {
      settings = { ...settings, [setting]: value };
      const { steps, registrations } = await program.update(settings);
      expect([...changesOf(steps)].sort()).toEqual(changes);
      expect(objections(registrations)).toEqual([]);
    },
  );
});

describe("a rotation", () => {
  it("adds the new generation and uses it, and keeps the one before", async ({ expect }) => {
    const { steps } = await program.update({ ...settings, secretGeneration: "2" });
    expect([...changesOf(steps)].sort()).toEqual([
      "create backend-registration-secret-2",
      "create frontend-registration-secret-2",
      "update backend-app-settings (properties)",
      "update frontend-app-settings (properties)",
    ]);
  });

  it("takes the oldest generation away only after nothing uses it", async ({ expect }) => {
    settings = { ...settings, secretGeneration: "3" };
    const { calls } = await program.update(settings);
    const ops = calls.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`);
    const deletes = ["delete backend-registration-secret-1", "delete frontend-registration-secret-1"];
    expect(ops.slice(-2).sort()).toEqual(deletes);
    expect(ops.slice(0, -2).sort()).toEqual([
      "create backend-registration-secret-3",
      "create frontend-registration-secret-3",
      "update backend-app-settings",
      "update frontend-app-settings",
    ]);
  });
});

describe("a rename of what locks a site", () => {
  it("without an alias still leaves the site locked", async ({ expect }) => {
    await program.edit("infra/appservice/guarded-app.ts", (code) => code.replace("-auth`", "-lock`"));
    const { calls, registrations } = await program.update(settings);
    // the old ones leave the state only: to delete them in Azure would switch the new ones off
    expect(calls.map(({ op, urn }) => `${op} ${urn.split("::").at(-1)}`).sort()).toEqual([
      "create backend-app-lock",
      "create frontend-app-lock",
    ]);
    expect(objections(registrations)).toEqual([]);
  });
});

describe("another name for a site", () => {
  it("replaces the site and its locks without unlocking the old one first", async ({ expect }) => {
    const { calls, registrations } = await program.update({
      secretGeneration: "3",
      frontendName: "raptor-web",
    });
    const deleted = calls.filter(({ op }) => op === "delete").map(({ urn }) => urn.split("::").at(-1));
    expect(deleted).toEqual(["frontend-site"]);
    expect(objections(registrations)).toEqual([]);
  });
});
