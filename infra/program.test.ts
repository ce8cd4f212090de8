import { afterAll, beforeAll, describe, it } from "vitest";
import type { DeployResult } from "../local/engine/run.ts";
import { UNKNOWN, maskSecrets, withoutSecrets } from "../local/provider/values.ts";
import type { Registration } from "../local/engine/registration.ts";
import { objections } from "./rules/rules.ts";
import { changesOf, startProgram, type Call, type TestProgram } from "./testing/program.ts";

/*
 * The default stack from nothing to nothing: preview, update, the same update again, destroy.
 */

let program: TestProgram;
let preview: DeployResult;
let update: DeployResult & { readonly calls: readonly Call[] };
let again: DeployResult & { readonly calls: readonly Call[] };

beforeAll(async () => {
  program = await startProgram();
  preview = await program.preview();
  update = await program.update();
  again = await program.update();
}, 60_000);

afterAll(async () => {
  await program.close();
});

function named(result: DeployResult, name: string, type = ""): Registration {
  const found = result.registrations.find((node) => node.name === name && node.type.endsWith(type));
  if (!found) throw new Error(`the program declares no ${name}`);
  return found;
}

describe("the default stack", () => {
  it("breaks no rule", ({ expect }) => {
    expect(objections(update.registrations)).toEqual([]);
  });

  it("has six outputs, none of them secret", ({ expect }) => {
    expect(update.outputs).toEqual({
      frontendUrl: expect.stringMatching(
        /^https:\/\/raptor-client-[0-9a-f]{16}\.eastus2-01\.azurewebsites\.net$/,
      ),
      backendUrl: expect.stringMatching(
        /^https:\/\/raptor-server-[0-9a-f]{16}\.eastus2-01\.azurewebsites\.net$/,
      ),
      frontendClientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      backendClientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      resourceGroup: "rg-raptor-test",
    });
  });

  it("tells the frontend where the backend is", ({ expect }) => {
    const { properties } = withoutSecrets(named(update, "frontend-app-settings").inputs) as {
      readonly properties: Readonly<Record<string, string>>;
    };
    expect(properties["BACKEND_URL"]).toBe(update.outputs["backendUrl"]);
    expect(Object.keys(properties).sort()).toEqual([
      "BACKEND_URL",
      "MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
      "WEBSITE_RUN_FROM_PACKAGE",
    ]);
  });

  it("reads each package by a URL that is signed for one blob, to read, until a fixed day", ({ expect }) => {
    for (const name of ["frontend", "backend"]) {
      const { properties } = withoutSecrets(named(update, `${name}-app-settings`).inputs) as {
        readonly properties: Readonly<Record<string, string>>;
      };
      const url = new URL(properties["WEBSITE_RUN_FROM_PACKAGE"] ?? "");
      expect(url.pathname).toMatch(new RegExp(`^/packages/${name}-[0-9a-f]{16}\\.zip$`));
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        sr: "b",
        sp: "r",
        spr: "https",
        se: "2100-01-01T00:00:00Z",
      });
    }
  });

  it("marks both secrets of each site's app settings, and nothing else of the inputs", ({ expect }) => {
    const secrets = update.registrations.flatMap(({ name, inputs }) => {
      const masked = JSON.stringify(maskSecrets(inputs), undefined, 1).split("\n");
      return masked
        .filter((line) => line.includes("[secret]"))
        .map((line) => `${name} ${line.trim().split('"')[1]}`);
    });
    expect(secrets.sort()).toEqual([
      "backend-app-settings MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
      "backend-app-settings WEBSITE_RUN_FROM_PACKAGE",
      "frontend-app-settings MICROSOFT_PROVIDER_AUTHENTICATION_SECRET",
      "frontend-app-settings WEBSITE_RUN_FROM_PACKAGE",
    ]);
  });
});

/*
 * A rename, another parent or another type makes a new URN. Without an alias Pulumi then creates the new resource and
 * deletes the old one, and in Azure both are the same: authentication would end up switched off, or passwords allowed,
 * by a run that succeeds. If a change here is meant, add `aliases` with the old name first. contract: pulumi 3.3, 3.8
 */
describe("what locks a site keeps its name for ever", () => {
  const locks = [
    {
      type: "azure-native:web:WebAppAuthSettingsV2",
      name: "backend-app-auth",
      component: "raptor:appservice:GuardedApp",
      parent: "backend-app",
    },
    {
      type: "azure-native:web:WebAppAuthSettingsV2",
      name: "frontend-app-auth",
      component: "raptor:appservice:GuardedApp",
      parent: "frontend-app",
    },
    {
      type: "azure-native:web:WebAppFtpAllowed",
      name: "backend-ftp",
      component: "raptor:appservice:Site",
      parent: "backend",
    },
    {
      type: "azure-native:web:WebAppFtpAllowed",
      name: "frontend-ftp",
      component: "raptor:appservice:Site",
      parent: "frontend",
    },
    {
      type: "azure-native:web:WebAppScmAllowed",
      name: "backend-scm",
      component: "raptor:appservice:Site",
      parent: "backend",
    },
    {
      type: "azure-native:web:WebAppScmAllowed",
      name: "frontend-scm",
      component: "raptor:appservice:Site",
      parent: "frontend",
    },
  ];

  it("with its type and its parent: a rename without an alias would unlock the site", ({ expect }) => {
    const declared = update.registrations
      .filter(({ type }) => /WebApp(AuthSettings|FtpAllowed|ScmAllowed)/.test(type))
      .map(({ type, name, parent = "" }) => `${type} ${name} in ${parent.split("::").slice(2).join(" ")}`);
    expect(declared.sort()).toEqual(
      locks.map(({ type, name, component, parent }) => `${type} ${name} in ${component} ${parent}`),
    );
  });

  it("and its place in the stack", ({ expect }) => {
    for (const { type, name, component } of locks) {
      expect(named(update, name).urn).toBe(`urn:pulumi:test::raptor::${component}$${type}::${name}`);
    }
  });
});

describe("a preview of an empty stack", () => {
  it("calls no provider to change anything and declares the same resources", ({ expect }) => {
    const kinds = ({ registrations }: DeployResult) =>
      registrations.map(({ type, name }) => `${type} ${name}`).sort();
    expect(kinds(preview)).toEqual(kinds(update));
  });

  it("knows what is known beforehand, and nothing that Azure decides", ({ expect }) => {
    expect(preview.outputs).toEqual({
      frontendUrl: UNKNOWN,
      backendUrl: UNKNOWN,
      frontendClientId: UNKNOWN,
      backendClientId: UNKNOWN,
      resourceGroup: UNKNOWN,
      tenantId: update.outputs["tenantId"],
    });
  });

  it("shows all of siteConfig, and of the auth settings all but the leaves that are not known", ({
    expect,
  }) => {
    expect(named(preview, "frontend-site").inputs["siteConfig"]).toEqual(
      named(update, "frontend-site").inputs["siteConfig"],
    );
    const tenant = update.outputs["tenantId"] as string;
    expect(named(preview, "backend-app-auth").inputs).toMatchObject({
      globalValidation: { requireAuthentication: true, unauthenticatedClientAction: "Return401" },
      identityProviders: {
        azureActiveDirectory: {
          registration: { openIdIssuer: `https://sts.windows.net/${tenant}/v2.0`, clientId: UNKNOWN },
          validation: {
            allowedAudiences: [UNKNOWN],
            defaultAuthorizationPolicy: { allowedApplications: [UNKNOWN] },
          },
        },
      },
    });
  });

  it("keeps every rule but those that compare what Azure has not answered yet", ({ expect }) => {
    // all unknowns look alike, so these rules take one for another
    const needAnswers = {
      redirectUrisAreOurs: "a redirect URI is made of a hostname",
      browsersCanSignIn: "finds a door's registration by its client id, and its redirect URI by a hostname",
      loginScopesExist: "the scope parameter holds the backend's client id",
      packagesSwapSafely: "finds a package by its URL, which holds the storage account's name",
    };
    const broken = objections(preview.registrations).map((line) => line.split(":")[0]);
    expect(new Set(broken)).toEqual(new Set(Object.keys(needAnswers)));
  });
});

describe("a second update", () => {
  it("changes nothing", ({ expect }) => {
    expect(changesOf(again.steps)).toEqual([]);
    expect(again.calls).toEqual([]);
  });

  it("makes the same requests: nothing depends on the clock or on chance", ({ expect }) => {
    const requests = ({ registrations }: DeployResult) =>
      registrations
        .map(({ urn, parent, inputs, dependencies, propertyDependencies, options }) =>
          JSON.stringify({
            urn,
            parent,
            inputs,
            dependencies: [...dependencies].sort(),
            propertyDependencies,
            options,
          }),
        )
        .sort();
    expect(requests(again)).toEqual(requests(update));
  });
});

describe("the order of an update", () => {
  function positionOf(name: string): number {
    return update.calls.findIndex(({ urn }) => urn.endsWith(`::${name}`));
  }

  it("locks each door before the code goes behind it", ({ expect }) => {
    for (const name of ["frontend", "backend"]) {
      const settings = positionOf(`${name}-app-settings`);
      for (const before of [`${name}-app-auth`, `${name}-ftp`, `${name}-scm`, `${name}-package-blob`]) {
        expect(positionOf(before), before).toBeGreaterThanOrEqual(0);
        expect(positionOf(before), before).toBeLessThan(settings);
      }
    }
  });

  it("creates sites before registrations, because Azure decides their hostnames", ({ expect }) => {
    expect(positionOf("frontend-site")).toBeLessThan(positionOf("frontend-registration-application"));
  });
});

describe("a destroy", () => {
  it("leaves nothing, unlocks nothing, and deletes service principals before what they rest on", async ({
    expect,
  }) => {
    const { state, calls } = await program.destroy();
    expect(state.resources).toEqual([]);
    const deleted = calls.map(({ urn }) => urn.split("::").at(-1) ?? "");
    expect(deleted.filter((name) => /-(auth|settings|ftp|scm)$/.test(name))).toEqual([]);
    expect(deleted.indexOf("backend-registration-principal")).toBeLessThan(
      deleted.indexOf("backend-registration-application"),
    );
    expect(deleted).toContain("backend-site");
    expect(deleted.at(-1)).toBe("group");
  });
});
