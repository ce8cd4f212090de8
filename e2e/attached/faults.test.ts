import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { startCloud } from "../../local/cloud/cloud.ts";
import { readProject } from "../../local/engine/project.ts";
import { deploy } from "../../local/engine/run.ts";
import { readStackConfig } from "../../local/engine/stack-config.ts";
import { emptyState, type StackState } from "../../local/engine/state.ts";
import type { Provider } from "../../local/provider/provider.ts";
import { freePortRow } from "../../local/cloud/testing/free-port-row.ts";
import { ROOT } from "../raptor.ts";
import { serveTestCloud, type ServedCloud } from "./attach.ts";
import { declare, declarePlan } from "./declare.ts";
import { cloudResources, readAll, refresh } from "./read-all.ts";

const project = readProject(ROOT);

async function up(providers: readonly Provider[], state: StackState, states: StackState[] = []) {
  const config = readStackConfig(project, "test", {});
  const onState = (reached: StackState) => void states.push(reached);
  return deploy({ project, stack: "test", config, providers, state, onState, onEvent: () => undefined });
}

async function served(options?: Parameters<typeof serveTestCloud>[0]): Promise<ServedCloud> {
  const cloud = await serveTestCloud(options);
  onTestFinished(() => cloud.close());
  return cloud;
}

describe("an engine that is killed in the middle of an update", { timeout: 120_000 }, () => {
  it("goes on where its state ends, whatever it had created beyond that", async () => {
    const { attach } = await served();
    const states: StackState[] = [];
    const first = await up(await attach(), emptyState, states);
    const half = states[Math.floor(states.length / 2)] ?? emptyState;
    expect(half.resources.length).toBeLessThan(first.state.resources.length);

    const second = await up(await attach(), half);
    expect(second.state.resources.map(({ urn }) => urn).sort()).toEqual(
      first.state.resources.map(({ urn }) => urn).sort(),
    );
    const found = await readAll(await attach(), second.state);
    expect(found).toHaveLength(cloudResources(second.state).length);
    const third = await up(await attach(), second.state);
    expect(third.steps.filter(({ op }) => op !== "same")).toEqual([]);
  });
});

describe("a cloud that was restarted under a stack", { timeout: 120_000 }, () => {
  it("has nothing at a refresh, and gets everything at the next update", async () => {
    const before = await served();
    const { state } = await up(await before.attach(), emptyState);
    const lost = cloudResources(state).map(({ urn }) => urn);
    const after = await served();
    const left = await refresh(await after.attach(), state);
    expect(left.resources.map(({ urn }) => urn)).toEqual(
      state.resources.map(({ urn }) => urn).filter((urn) => !lost.includes(urn)),
    );

    const again = await up(await after.attach(), left);
    const changes = again.steps.filter(({ op }) => op !== "same");
    expect(new Set(changes.map(({ op }) => op))).toEqual(new Set(["create"]));
    expect(changes.map(({ urn }) => urn).sort()).toEqual(lost.toSorted());
    expect(await readAll(await after.attach(), again.state)).toHaveLength(lost.length);
    const third = await up(await after.attach(), again.state);
    expect(third.steps.filter(({ op }) => op !== "same")).toEqual([]);
  });
});

describe("a port that is taken by the time a site is created", () => {
  it("fails that site with what to do, leaves nothing of it, and does not fail once it is free", async () => {
    const port = await freePortRow(6);
    const { attach, cloud } = await served({ port });
    const squatter = createServer().listen(port + 1, "127.0.0.1");
    await once(squatter, "listening");
    onTestFinished(() => void squatter.close());

    const providers = await attach();
    const serverFarmId = await declarePlan(providers, "rg");
    const site = { resourceGroupName: "rg", name: "shop", serverFarmId };
    await expect(declare(providers, "web:WebApp", site)).rejects.toMatchObject({
      code: "PortTaken",
      message: expect.stringMatching(new RegExp(`port ${port + 1}, for the site shop, is taken`)) as string,
    });
    expect(cloud.sites()).toEqual([]);

    squatter.close();
    await once(squatter, "close");
    await declare(providers, "web:WebApp", site);
    expect(cloud.sites().map((open) => open.port)).toEqual([port + 1]);
  });
});

describe("a handler that fails half-way", () => {
  it("takes back what it did in the other service, too", async () => {
    const port = await freePortRow(6);
    const { attach } = await served({ port });
    const squatter = createServer().listen(port + 1, "127.0.0.1");
    await once(squatter, "listening");
    onTestFinished(() => void squatter.close());

    const providers = await attach();
    const serverFarmId = await declarePlan(providers, "rg");
    const site = {
      resourceGroupName: "rg",
      name: "shop",
      serverFarmId,
      identity: { type: "SystemAssigned" },
    };
    // the directory knows the site's identity before the door finds its port taken
    await expect(declare(providers, "web:WebApp", site)).rejects.toThrow("taken");
    const entra = providers.find(({ name }) => name === "azuread");
    const token = "azuread:index/getServicePrincipal:getServicePrincipal";
    await expect(entra?.invoke(token, { displayName: "shop" })).rejects.toThrow("No service principal found");
  });
});

describe("a cloud whose sign-in port is taken", () => {
  it("does not start, and says which port and what to do", async () => {
    const port = await freePortRow(3);
    const squatter = createServer().listen(port, "127.0.0.1");
    await once(squatter, "listening");
    onTestFinished(() => void squatter.close());
    await expect(startCloud({ port, onEvent: () => undefined })).rejects.toThrow(
      new RegExp(`port ${port}, for the sign-in service, is taken.*--port`),
    );
  });
});
