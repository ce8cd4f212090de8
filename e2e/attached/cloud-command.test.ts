import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { attachedProvider } from "../../local/provider/attached-provider.ts";
import { freePortRow } from "../../local/cloud/testing/free-port-row.ts";
import { providerPorts, runCloud, startCloudProcess, type CloudLine } from "./cloud-process.ts";
import { declare, declarePlan } from "./declare.ts";

async function attach(line: CloudLine) {
  return Promise.all(
    [...providerPorts(line)].map(async ([name, port]) => {
      const provider = await attachedProvider(name, port);
      onTestFinished(() => provider.close());
      return provider;
    }),
  );
}

describe("npm run cloud", () => {
  it("ends with one message and no stack when it is asked for something else", async () => {
    const { code, stdout, stderr } = await runCloud(["--cwd", "nowhere"]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trim()).toMatch(/^--cwd '.*nowhere' is not a folder$/);
  });

  it("says in one line of JSON how to attach, and who can sign in", async () => {
    const cloud = await startCloudProcess();
    onTestFinished(async () => void (await cloud.stop()));
    expect(Object.keys(cloud.line)).toEqual(["debugProviders", "signIn", "users"]);
    expect(cloud.line.debugProviders).toBe(`azure-native:${cloud.port - 2},azuread:${cloud.port - 1}`);
    expect(cloud.line.signIn).toMatch(new RegExp(`^http://localhost:${cloud.port}/[0-9a-f-]{36}/v2\\.0$`));
    expect(cloud.line.users).toHaveLength(2);
    expect(Object.keys(cloud.line.users[0] ?? {})).toEqual(["displayName", "userPrincipalName"]);
    expect(cloud.printed().stdout.trimEnd().split("\n")).toHaveLength(1);
    const discovery = await fetch(
      `http://127.0.0.1:${cloud.port}${new URL(cloud.line.signIn).pathname}/.well-known/openid-configuration`,
    );
    expect(await discovery.json()).toMatchObject({ issuer: cloud.line.signIn });
  });

  it("opens, locks and closes a site's door as its resources come and go, and says so", async () => {
    const cloud = await startCloudProcess();
    onTestFinished(async () => void (await cloud.stop()));
    const providers = await attach(cloud.line);
    const url = `http://127.0.0.1:${cloud.port + 1}/`;
    await expect(fetch(url)).rejects.toThrow();
    const serverFarmId = await declarePlan(providers, "rg", "local");
    const site = await declare(
      providers,
      "web:WebApp",
      { resourceGroupName: "rg", name: "shop", serverFarmId },
      "local",
    );
    expect((await fetch(url)).status).not.toBe(401);
    const lock = {
      resourceGroupName: "rg",
      name: "shop",
      platform: { enabled: true },
      globalValidation: { requireAuthentication: true, unauthenticatedClientAction: "Return401" },
    };
    await declare(providers, "web:WebAppAuthSettingsV2", lock, "local");
    expect((await fetch(url)).status).toBe(401);
    await providers[0]?.delete({ urn: site.urn, id: site.id });
    await expect(fetch(url)).rejects.toThrow();

    const address = `http://shop.localhost:${cloud.port + 1}`;
    const { stderr } = cloud.printed();
    expect(stderr).toMatch(/^\[faults\/local\] \+ +azure-native:web:WebApp +web:WebApp /m);
    expect(stderr).toMatch(/^\[faults\/local\] - +azure-native:web:WebApp +web:WebApp /m);
    for (const state of ["opened, not locked yet", "locked, authentication is required", "closed"])
      expect(stderr).toContain(`[shop] ${state}: ${address}\n`);
  });

  it("takes the users of the project that will be deployed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cloud-users-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const users = [{ displayName: "Kim", userPrincipalName: "kim@example.com" }];
    await writeFile(join(folder, "users.json"), JSON.stringify(users));
    const cloud = await startCloudProcess(["-C", folder]);
    onTestFinished(async () => void (await cloud.stop()));
    expect(cloud.line.users).toEqual(users);
  });

  it("ends with one message when the sign-in service's port is taken", async () => {
    const port = await freePortRow(4);
    const squatter = createServer().listen(port, "127.0.0.1");
    await once(squatter, "listening");
    onTestFinished(() => void squatter.close());
    const { code, stdout, stderr } = await runCloud(["--json", "--port", String(port)]);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trim()).toMatch(new RegExp(`^port ${port}, for the sign-in service, is taken`));
  });

  it("serves the providers elsewhere when a port of theirs is taken", async () => {
    const port = (await freePortRow(6)) + 2;
    const squatter = createServer().listen(port - 1, "127.0.0.1");
    await once(squatter, "listening");
    onTestFinished(() => void squatter.close());
    const cloud = await startCloudProcess(["--port", String(port)]);
    onTestFinished(async () => void (await cloud.stop()));
    const ports = providerPorts(cloud.line);
    expect(ports.get("azure-native")).toBe(port - 2);
    expect(ports.get("azuread")).not.toBe(port - 1);
    expect(await attach(cloud.line)).toHaveLength(2);
  });

  it("stops within 5 seconds of SIGTERM with exit code 0, a CLI attached or not", async () => {
    const cloud = await startCloudProcess();
    const providers = await attach(cloud.line);
    const serverFarmId = await declarePlan(providers, "rg");
    await declare(providers, "web:WebApp", { resourceGroupName: "rg", name: "shop", serverFarmId });
    const { code, took } = await cloud.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(5000);
    for (const port of [cloud.port, cloud.port + 1]) {
      await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    }
  });
});
