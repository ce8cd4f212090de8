import { describe, expect, it, onTestFinished } from "vitest";
import { destroy } from "../../local/engine/destroy.ts";
import { readProject } from "../../local/engine/project.ts";
import { deploy } from "../../local/engine/run.ts";
import { readStackConfig } from "../../local/engine/stack-config.ts";
import { emptyState, type StackState } from "../../local/engine/state.ts";
import { inDirectory } from "../../local/provider/in-directory.ts";
import type { Provider } from "../../local/provider/provider.ts";
import { ROOT } from "../raptor.ts";
import { serveTestCloud } from "./attach.ts";
import { comparable } from "./comparable.ts";
import { readAll } from "./read-all.ts";

const project = readProject(ROOT);

async function run(
  providers: readonly Provider[],
  state: StackState,
  settings: Readonly<Record<string, string>>,
  preview = false,
) {
  const config = readStackConfig(project, "test", settings);
  return deploy({ project, stack: "test", config, providers, state, preview, onEvent: () => undefined });
}

/** Preview, update, a change, refresh of everything, destroy: what each left behind. */
async function story(connect: () => Promise<readonly Provider[]>) {
  const preview = await run(await connect(), emptyState, {}, true);
  const first = await run(await connect(), emptyState, {});
  const changed = await run(await connect(), first.state, { backendUnauthenticated: "Return403" });
  const read = await readAll(await connect(), changed.state);
  const destroyed = await destroy({
    providers: await connect(),
    state: changed.state,
    onEvent: () => undefined,
  });
  return {
    previewed: comparable(preview.state.resources),
    created: comparable(first.state.resources),
    changes: changed.steps
      .filter(({ op }) => op !== "same")
      .map(({ op, name, changes }) => ({ op, name, changes })),
    changed: comparable(changed.state.resources),
    read: comparable(read),
    destroyed: destroyed.state,
    left: (await readAll(await connect(), changed.state)).length,
  };
}

/** A cloud called in process, and one called over gRPC. */
async function twoClouds() {
  const here = await serveTestCloud();
  onTestFinished(() => here.close());
  const there = await serveTestCloud();
  onTestFinished(() => there.close());
  const inProcess = here.cloud.providers.map((provider) => inDirectory(provider, project.programDirectory));
  return { inProcess, there };
}

describe("the schema over gRPC", () => {
  it("has every resource type that the provider serves, for pulumi import to write its declaration", async () => {
    const served = await serveTestCloud();
    onTestFinished(() => served.close());
    const attached = await served.attach();
    expect(attached.map(({ name, types }) => [name, types])).toEqual(
      served.cloud.providers.map(({ name, types }) => [name, types]),
    );
  });
});

describe("the program, deployed in process and over gRPC", { timeout: 120_000 }, () => {
  it("leaves the same cloud behind at every step", async () => {
    const { inProcess, there } = await twoClouds();
    const expected = await story(() => Promise.resolve(inProcess));
    expect(await story(() => there.attach())).toEqual(expected);
    expect(expected.changes.map(({ op, name }) => `${op} ${name}`)).toEqual(["update backend-app-auth"]);
    expect(expected.left).toBe(0);
    expect(there.cloud.sites()).toEqual([]);
  });

  it("leaves the same cloud behind with managed identities", async () => {
    const { inProcess, there } = await twoClouds();
    const settings = { credentials: "managedIdentity" };
    const expected = await run(inProcess, emptyState, settings);
    const attached = await run(await there.attach(), emptyState, settings);
    expect(comparable(attached.state.resources)).toEqual(comparable(expected.state.resources));
  });
});
