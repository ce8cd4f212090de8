import { afterAll, beforeAll, describe, it } from "vitest";
import type { DeployResult } from "../local/engine/run.ts";
import type { Properties } from "../local/provider/values.ts";
import { noSecretAtAll } from "./rules/no-secret-at-all.ts";
import { objections } from "./rules/rules.ts";
import { changesOf, startProgram, type TestProgram } from "./testing/program.ts";

/*
 * The other ways to set the program up, each on a stack of its own or on the one before.
 */

let program: TestProgram;

beforeAll(async () => {
  program = await startProgram();
});

afterAll(async () => {
  await program.close();
});

function inputsOf({ registrations }: DeployResult, name: string): Properties {
  const found = registrations.find((node) => node.name === name);
  if (!found) throw new Error(`the program declares no ${name}`);
  return found.inputs;
}

describe("credentials: managedIdentity", () => {
  let deployed: DeployResult;

  beforeAll(async () => {
    deployed = await program.update({ credentials: "managedIdentity" });
  }, 60_000);

  it("breaks no rule", ({ expect }) => {
    expect(objections(deployed.registrations)).toEqual([]);
  });

  it("has no secret anywhere: not in an input, not in an output, not in a URL", ({ expect }) => {
    expect(objections(deployed.registrations, [noSecretAtAll])).toEqual([]);
  });

  it.for(["frontend", "backend"])(
    "lets the %s's own identity sign in and read its package",
    (name, { expect }) => {
      const identity = deployed.registrations.find((node) => node.name === `${name}-identity`)?.outputs ?? {};
      const tenant = deployed.outputs["tenantId"] as string;
      expect(inputsOf(deployed, `${name}-registration-federation`)).toMatchObject({
        issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
        subject: identity["principalId"],
        audiences: ["api://AzureADTokenExchange"],
      });
      expect(inputsOf(deployed, `${name}-package-reader`)).toMatchObject({
        principalId: identity["principalId"],
        principalType: "ServicePrincipal",
        roleDefinitionId: expect.stringMatching(
          /^\/subscriptions\/.+\/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1$/,
        ),
      });
      expect(inputsOf(deployed, `${name}-app-settings`)["properties"]).toMatchObject({
        OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity["clientId"],
        WEBSITE_RUN_FROM_PACKAGE: expect.stringMatching(
          /^https:\/\/\w+\.blob\.core\.windows\.net\/packages\/[\w-]+\.zip$/,
        ),
        WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: expect.stringContaining(
          `/userAssignedIdentities/${name}-identity`,
        ),
      });
    },
  );

  it("settles: a second update changes nothing", async ({ expect }) => {
    expect(changesOf((await program.update({ credentials: "managedIdentity" })).steps)).toEqual([]);
  });

  it("can be left for secrets, and the doors stay locked on the way", async ({ expect }) => {
    const { registrations, calls } = await program.update();
    expect(objections(registrations)).toEqual([]);
    const order = calls.map(({ urn }) => urn.split("::").at(-1));
    expect(order.indexOf("backend-app-auth")).toBeLessThan(order.indexOf("backend-app-settings"));
  });
});

describe("a larger plan", () => {
  it("keeps the sites warm and watched from Basic on", async ({ expect }) => {
    const deployed = await program.update({ sku: "B1", instances: "3" });
    expect(objections(deployed.registrations)).toEqual([]);
    expect(inputsOf(deployed, "plan")["sku"]).toEqual({ name: "B1", tier: "Basic", capacity: 3 });
    expect(inputsOf(deployed, "backend-site")["siteConfig"]).toMatchObject({
      alwaysOn: true,
      use32BitWorkerProcess: false,
      healthCheckPath: "/healthz",
    });
  });

  it("scales by itself within a range", async ({ expect }) => {
    const deployed = await program.update({ sku: "P1v3", instances: "2-5" });
    expect(objections(deployed.registrations)).toEqual([]);
    expect(inputsOf(deployed, "plan")).toMatchObject({
      sku: { name: "P1v3", tier: "PremiumV3", capacity: 2 },
      elasticScaleEnabled: true,
      maximumElasticWorkerCount: 5,
    });
    expect(inputsOf(deployed, "backend-site")["siteConfig"]).toMatchObject({
      minimumElasticInstanceCount: 2,
      elasticWebAppScaleLimit: 5,
    });
  });
});
