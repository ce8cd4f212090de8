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

/** What a site is made of besides itself: it is made anew with its site, and never taken away before it. */
function sitePartsOf(...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [
    `replace ${name}-app-auth`,
    `replace ${name}-app-settings`,
    `replace ${name}-ftp`,
    `replace ${name}-scm`,
  ]);
}

describe("an edit of what the sites are or stand on", () => {
  const edits: readonly (readonly [
    title: string,
    edit: Readonly<Record<string, string>>,
    changes: readonly string[],
  ])[] = [
    [
      "another planName makes the plan and its sites anew",
      { planName: "other" },
      [
        "replace plan (name)",
        "replace backend-site",
        "replace frontend-site",
        ...sitePartsOf("backend", "frontend"),
      ],
    ],
    [
      "sku and instances change the plan, and of the sites what the size decides",
      { sku: "B2", instances: "2" },
      ["update plan (sku)", "update backend-site (siteConfig)", "update frontend-site (siteConfig)"],
    ],
    [
      "the way back to F1 is another planName",
      { sku: "F1", instances: "1", planName: "free" },
      [
        "replace plan (name, sku)",
        "replace backend-site",
        "replace frontend-site",
        ...sitePartsOf("backend", "frontend"),
      ],
    ],
    [
      "backendName makes the backend's site anew, renames its registration and tells the frontend",
      { backendName: "raptor-api" },
      [
        "replace backend-site (name)",
        ...sitePartsOf("backend"),
        "update backend-registration-application (api, displayName, web)",
        "update frontend-app-settings (properties)",
      ],
    ],
    [
      "location and resourceGroupName make all Azure resources anew, and keep the registrations",
      { location: "West Europe", resourceGroupName: "rg-other" },
      [
        "replace group (location, resourceGroupName)",
        "replace plan",
        "replace packages",
        "replace packages-container",
        "replace backend-package-blob",
        "replace frontend-package-blob",
        "replace backend-site",
        "replace frontend-site",
        ...sitePartsOf("backend", "frontend"),
        "update backend-registration-application (web)",
        "update frontend-registration-application (web)",
      ],
    ],
  ];

  it.for(edits)("%s, and unlocks no door on the way", async ([, edit, changes], { expect }) => {
    settings = { ...settings, ...edit };
    const { steps, calls, registrations } = await program.update(settings);
    const made = changesOf(steps).filter((change) => !change.startsWith("delete-replaced "));
    expect([...made].sort()).toEqual([...changes].sort());
    expect(objections(registrations)).toEqual([]);
    const deleted = calls.filter(({ op }) => op === "delete").map(({ urn }) => urn.split("::").at(-1));
    expect(deleted.filter((name = "") => /-(auth|settings|ftp|scm)$/.test(name))).toEqual([]);
  });
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
    settings = { ...settings, frontendName: "raptor-web" };
    const { calls, registrations } = await program.update(settings);
    const deleted = calls.filter(({ op }) => op === "delete").map(({ urn }) => urn.split("::").at(-1));
    expect(deleted).toEqual(["frontend-site"]);
    expect(objections(registrations)).toEqual([]);
  });
});

describe("other credentials", () => {
  it("are there before a site uses them, and the secrets go last", async ({ expect }) => {
    // no secret is left to rotate
    const { secretGeneration: _, ...others } = settings;
    const { steps, registrations } = await program.update({ ...others, credentials: "managedIdentity" });
    const changes = changesOf(steps);
    expect(changes.slice(-4).sort()).toEqual([
      "delete backend-registration-secret-2",
      "delete backend-registration-secret-3",
      "delete frontend-registration-secret-2",
      "delete frontend-registration-secret-3",
    ]);
    expect(changes.slice(0, -4).sort()).toEqual([
      "create backend-identity",
      "create backend-package-reader",
      "create backend-registration-federation",
      "create frontend-identity",
      "create frontend-package-reader",
      "create frontend-registration-federation",
      "update backend-app-lock (identityProviders)",
      "update backend-app-settings (properties)",
      "update backend-site (identity)",
      "update frontend-app-lock (identityProviders)",
      "update frontend-app-settings (properties)",
      "update frontend-site (identity)",
    ]);
    expect(objections(registrations)).toEqual([]);
  });
});
