import { describe, it } from "vitest";
import { siteConfig } from "./site-config.ts";
import type { Instances, Sku } from "./sku.ts";

function configOf(sku: Sku, instances: Instances = { minimum: 1, maximum: 1 }) {
  return siteConfig({ sku, instances, nodeVersion: "24-lts", startCommand: "node server.cjs" });
}

describe("siteConfig", () => {
  it("keeps to what a Free plan allows", ({ expect }) => {
    expect(configOf("F1")).toMatchObject({ alwaysOn: false, use32BitWorkerProcess: true });
    expect(configOf("F1")).not.toHaveProperty("healthCheckPath");
  });

  it.for(["B1", "S1", "P1v3"] as const)("keeps a %s site warm and watched", (sku, { expect }) => {
    expect(configOf(sku)).toMatchObject({
      alwaysOn: true,
      use32BitWorkerProcess: false,
      healthCheckPath: "/healthz",
    });
  });

  it("lets each site scale within the range of the plan", ({ expect }) => {
    expect(configOf("P1v3", { minimum: 2, maximum: 5 })).toMatchObject({
      minimumElasticInstanceCount: 2,
      elasticWebAppScaleLimit: 5,
    });
    expect(configOf("P1v3", { minimum: 2, maximum: 2 })).not.toHaveProperty("elasticWebAppScaleLimit");
  });

  it("names the runtime and the start command, so that the platform guesses nothing", ({ expect }) => {
    expect(configOf("F1")).toMatchObject({
      linuxFxVersion: "NODE|24-lts",
      appCommandLine: "node server.cjs",
    });
  });

  it("leaves no way in but TLS 1.2", ({ expect }) => {
    expect(configOf("F1")).toMatchObject({
      ftpsState: "Disabled",
      minTlsVersion: "1.2",
      scmMinTlsVersion: "1.2",
    });
  });
});
