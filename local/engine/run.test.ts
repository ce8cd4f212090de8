import { join } from "node:path";
import { describe, test } from "vitest";
import { secret, UNKNOWN } from "../provider/values.ts";
import type { Provider } from "../provider/provider.ts";
import { EngineError } from "./engine-error.ts";
import type { EngineEvent } from "./events.ts";
import { createToy } from "./fixtures/toy-provider.ts";
import { readProject } from "./project.ts";
import { deploy, type DeployResult } from "./run.ts";
import { readStackConfig } from "./stack-config.ts";
import { emptyState, type StackState } from "./state.ts";

const project = readProject(join(import.meta.dirname, "fixtures", "programs"));

type Run = {
  readonly entryPoint: string;
  readonly providers?: readonly Provider[];
  readonly config?: Readonly<Record<string, string>>;
  readonly state?: StackState;
  readonly preview?: boolean;
  readonly events?: EngineEvent[];
  readonly signal?: AbortSignal;
  readonly nodeExecutable?: string;
};

function run({ entryPoint, config = {}, events = [], ...others }: Run): Promise<DeployResult> {
  const read = readStackConfig(project, "dev", { password: "hush", ...config });
  return deploy({
    providers: [createToy().provider],
    state: emptyState,
    ...others,
    project: { ...project, entryPoint },
    stack: "dev",
    config: { ...read, secretKeys: ["fixture:password"] },
    onEvent: (event) => void events.push(event),
  });
}

function outlined(result: DeployResult): readonly string[] {
  return result.steps.filter((step) => step.op !== "same").map((step) => `${step.op} ${step.name}`);
}

describe("a program with components, secrets, assets and invokes", () => {
  test("is previewed on an empty stack with everything unknown that the provider decides", async ({
    expect,
  }) => {
    const toy = createToy();
    const result = await run({ entryPoint: "basics.ts", preview: true, providers: [toy.provider] });
    expect(toy.journal).toEqual([]);
    expect(result.outputs).toEqual({
      dryRun: true,
      greeting: "hello",
      labels: { kind: "toy" },
      address: UNKNOWN,
      token: secret(UNKNOWN),
      password: secret("hush"),
      seenAddress: UNKNOWN,
      seenToken: UNKNOWN,
      path: "urn:pulumi:dev::fixture::toy:index:Thing::file",
    });
    const inner = result.registrations.find((one) => one.name === "box-inner");
    expect(inner).toMatchObject({ inputs: { label: UNKNOWN }, id: "" });
  });

  test("is deployed, answers with outputs, and deploys to nothing the second time", async ({ expect }) => {
    const toy = createToy();
    const events: EngineEvent[] = [];
    const first = await run({ entryPoint: "basics.ts", providers: [toy.provider], events });
    expect(first.outputs).toMatchObject({
      dryRun: false,
      address: expect.stringMatching(/^at box-inner-/),
      token: secret("t0k3n"),
      seenAddress: expect.stringMatching(/^at a-[0-9a-f]{8} seen$/),
      seenToken: secret("t0k3n seen"),
    });
    expect(outlined(first).toSorted()).toEqual([
      "create a",
      "create box",
      "create box-inner",
      "create file",
      "create fixture-dev",
    ]);
    const inner = first.registrations.find((one) => one.name === "box-inner");
    expect(inner).toMatchObject({
      urn: "urn:pulumi:dev::fixture::toys:Box$toy:index:Thing::box-inner",
      parent: "urn:pulumi:dev::fixture::toys:Box::box",
      inputs: { label: expect.stringMatching(/^of at a-/) },
      propertyDependencies: { label: ["urn:pulumi:dev::fixture::toy:index:Thing::a"] },
    });
    const box = first.registrations.find((one) => one.name === "box");
    expect(box?.outputs).toEqual({ address: inner?.outputs.address });
    const file = first.registrations.find((one) => one.name === "file");
    expect(file?.inputs).toMatchObject({
      plain: secret(5),
      source: { path: "thing.ts", hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      text: { text: "some text" },
    });
    const lines = events.filter((event) => event.kind === "output");
    expect(lines).toEqual([
      { kind: "output", stream: "stdout", line: "running in organization/fixture/dev" },
    ]);
    expect(events).toContainEqual({
      kind: "diagnostic",
      severity: "info",
      message: "a note",
      urn: "urn:pulumi:dev::fixture::toy:index:Thing::a",
    });
    const phases = events.filter((event) => event.kind === "phase").map((event) => event.phase);
    expect(phases).toEqual(["runtime", "program", "deletes"]);

    const second = await run({ entryPoint: "basics.ts", providers: [toy.provider], state: first.state });
    expect(outlined(second)).toEqual([]);
    expect(second.outputs).toEqual(first.outputs);
    expect(inOrder(second.state.resources)).toEqual(inOrder(first.state.resources));
    expect(inOrder(second.registrations)).toEqual(inOrder(first.registrations));
  });
});

test("every option of a resource arrives in its registration", async ({ expect }) => {
  const result = await run({ entryPoint: "options.ts" });
  const all = result.registrations.find((one) => one.name === "all");
  const host = "urn:pulumi:dev::fixture::toy:index:Thing::host";
  const stack = "urn:pulumi:dev::fixture::pulumi:pulumi:Stack::fixture-dev";
  expect(all?.dependencies).toEqual([host]);
  expect(all?.options).toEqual({
    additionalSecretOutputs: ["address"],
    aliases: [
      {
        name: "formerly",
        type: undefined,
        stack: undefined,
        project: undefined,
        parent: stack,
        noParent: false,
      },
      { urn: "urn:pulumi:dev::fixture::toy:index:Thing::once" },
      {
        name: undefined,
        type: undefined,
        stack: undefined,
        project: undefined,
        parent: host,
        noParent: false,
      },
    ],
    customTimeouts: { create: "5m" },
    deleteBeforeReplace: true,
    deletedWith: host,
    hideDiffs: ["tags"],
    ignoreChanges: ["tags.keep"],
    importId: undefined,
    pluginDownloadUrl: undefined,
    protect: false,
    provider: expect.stringMatching(/^urn:pulumi:dev::fixture::pulumi:providers:toy::mine::[0-9a-f-]{36}$/),
    providers: {},
    replaceOnChanges: ["label"],
    replaceWith: [host],
    replacementTrigger: "v1",
    retainOnDelete: true,
    version: "1.2.3",
  });
  expect(result.outputs).toEqual({
    hidden: secret(`at ${all?.id}`),
    reference: { resource: all?.id },
  });
});

test("what exists already is read by get, imported, and looked up by its URN", async ({ expect }) => {
  const toy = createToy();
  toy.cloud.set("there", { name: "there", label: "found here" });
  toy.cloud.set("there too", { name: "there too" });
  const result = await run({ entryPoint: "existing.ts", providers: [toy.provider] });
  expect(outlined(result)).toEqual(["create fixture-dev", "read found", "import imported"]);
  expect(result.outputs).toMatchObject({
    label: "found here",
    importedId: "there too",
    again: secret({ id: "there", state: { label: "found here" } }),
  });
  const after = await run({ entryPoint: "basics.ts", providers: [toy.provider], state: result.state });
  expect(outlined(after)).toContain("discard found");
  expect([...toy.cloud.keys()]).toContain("there");
  expect([...toy.cloud.keys()]).not.toContain("there too");
});

async function failureOf(how: string, others: Partial<Run> = {}): Promise<EngineError> {
  const failing = run({ entryPoint: "misbehaves.ts", config: { how }, ...others });
  const error = await failing.catch((cause: unknown) => cause);
  if (error instanceof EngineError) return error;
  throw new Error(`expected an EngineError for ${how}`, { cause: error });
}

describe("a run that fails", () => {
  test.concurrent.for([
    ["runError", "ProgramFailed", "the setting 'location' is missing"],
    [
      "error",
      "ProgramFailed",
      "Running program 'misbehaves.ts' failed with an unhandled exception:\nError: cannot read the plan\n    at Object.error (misbehaves.ts:LINE)\n    at misbehaves.ts:LINE",
    ],
    ["exit", "ProgramFailed", "the program ended with exit code 7"],
    ["refused", "ResourceFailed", "toy:index:Thing (refused): LabelRefused: The label is not allowed."],
    [
      "asset",
      "ResourceFailed",
      `toy:index:Thing (lost): the file nowhere.zip does not exist (looked for ${join(project.directory, "nowhere.zip")})`,
    ],
    [
      "invoke",
      "ProgramFailed",
      "Running program 'misbehaves.ts' failed with an unhandled exception:\nError: invocation of toy:index:look returned an error: NothingToLookAt: Say what to look at.",
    ],
  ] as const)(
    "by %s says why, without a stack of other people's code",
    async ([how, code, message], { expect }) => {
      const error = await failureOf(how);
      expect(error.code).toBe(code);
      expect(error.message.replaceAll(/:\d+:\d+/g, ":LINE")).toBe(message);
      expect(error.state?.resources.map((resource) => resource.type)).toEqual([
        "pulumi:pulumi:Stack",
        "toy:index:Thing",
      ]);
    },
  );

  test.concurrent.for([
    ["transforms", "transforms"],
    ["stackTransform", "transforms"],
    ["hooks", "hooks"],
    ["remote", "remote components"],
    ["call", "the resource method toy:index:method"],
    ["stackReference", "pulumi:pulumi:StackReference"],
  ] as const)("because of %s is refused by name", async ([how, name], { expect }) => {
    const error = await failureOf(how);
    expect(error.code).toBe("Refused");
    expect(error.message).toContain(name);
  });

  test("deletes nothing, however little the program got to declare", async ({ expect }) => {
    const toy = createToy();
    const first = await run({ entryPoint: "basics.ts", providers: [toy.provider] });
    const error = await failureOf("runError", { providers: [toy.provider], state: first.state });
    expect(toy.journal.filter((line) => line.startsWith("delete"))).toEqual([]);
    const urns = error.state?.resources.map((resource) => resource.urn);
    for (const resource of first.state.resources) expect(urns).toContain(resource.urn);
  });

  test("by the caller's signal ends the program at once and keeps the state", async ({ expect }) => {
    const controller = new AbortController();
    const events: EngineEvent[] = [];
    const failing = failureOf("endless", { signal: controller.signal, events });
    while (!events.some((event) => event.kind === "step-finished" && event.name === "first")) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const start = performance.now();
    controller.abort();
    const error = await failing;
    expect(performance.now() - start).toBeLessThan(1500);
    expect(error.code).toBe("Cancelled");
    expect(error.state?.resources).toHaveLength(2);
  });

  test("because there is no such Node says so", async ({ expect }) => {
    const error = await failureOf("endless", { nodeExecutable: "/nowhere/node" });
    expect(error.code).toBe("RuntimeMissing");
    expect(error.message).toContain("/nowhere/node could not be started");
  });
});

/** What does not wait for each other comes in any order. */
function inOrder<T extends { readonly urn: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((left, right) => (left.urn < right.urn ? -1 : 1));
}
