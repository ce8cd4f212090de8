import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Cloud } from "../cloud/cloud.ts";
import { EngineError } from "../engine/engine-error.ts";
import type { Step } from "../engine/events.ts";
import type { UserInput } from "../entra/directory.ts";
import type { Outcome } from "./deployment.ts";
import { changedLine, createFollow } from "./follow.ts";

const SIGN_IN = "http://localhost:8400/t/v2.0";
const SAME: Step = {
  op: "same",
  urn: "u",
  type: "azure-native:web:WebApp",
  name: "shop",
  changes: [],
  duration: 1,
};
const UPDATE: Step = { ...SAME, op: "update" };

/** A project folder, and a cloud and a deployment that only note what is asked of them. */
async function setUp(outcome: Outcome) {
  const project = await mkdtemp(join(tmpdir(), "raptor-follow-"));
  onTestFinished(async () => rm(project, { recursive: true }));
  const lines: string[] = [];
  const asked: string[] = [];
  let users: readonly UserInput[] | undefined = [];
  let ready: () => Promise<void> = async () => {};
  const cloud: Partial<Cloud> = {
    providers: [],
    issuer: SIGN_IN,
    sites: () => [],
    users: () => [{ displayName: "Ada", userPrincipalName: "ada@example.com" }] as never,
    setUsers: (given) => (users = given),
    warnings: () => [],
    ready: async () => ready(),
    retry: async () => void asked.push("retry"),
    browserAddress: (declared) => declared,
  };
  const stop = new AbortController();
  const follow = createFollow({
    project,
    stackFile: join(project, "Pulumi.test.yaml"),
    cloud: cloud as Cloud,
    deployment: {
      begin: async () => {},
      run: async () => (asked.push("run"), outcome),
      close() {},
    },
    console: { line: (text) => lines.push(text), engineEvent() {}, siteEvent() {} },
    warnings: { onEvent() {}, changing() {}, standing() {} },
    ready: { frontend: null, backend: null, signIn: SIGN_IN, sites: {}, users: [], outputs: {} },
    signal: stop.signal,
  });
  return {
    project,
    follow,
    lines,
    asked,
    stop,
    users: () => users,
    appsThatDoNotRun(how: () => Promise<void>) {
      ready = how;
    },
  };
}

describe("what a save leads to", () => {
  it("is a run, and the sum of what it did", async () => {
    const { project, follow, lines, asked } = await setUp({ steps: [SAME, UPDATE], outputs: {} });
    await follow.changed([join(project, "infra/index.ts")], false);
    expect(asked).toEqual(["run"]);
    expect(lines[1]).toBe("Changed: infra/index.ts");
    expect(lines[2]).toMatch(/^~ 1 updated, 1 unchanged \(\d/);
    expect(lines).toHaveLength(3);
  });

  it("is nothing where nothing changed, unless it is asked for", async () => {
    const { follow, lines, asked } = await setUp({ steps: [], outputs: {} });
    await follow.changed([], false);
    expect(lines).toEqual([]);
    await follow.changed([], true);
    expect(asked).toEqual(["run", "retry"]);
    expect(lines[1]).toBe("Deploying again");
  });

  it("is no run for users alone", async () => {
    const { project, follow, lines, asked, users } = await setUp({ steps: [], outputs: {} });
    const file = join(project, "users.json");
    await writeFile(file, '[{"displayName": "Zoe", "userPrincipalName": "zoe@example.com"}]');
    await follow.changed([file], false);
    expect(users()).toMatchObject([{ displayName: "Zoe" }]);
    expect(lines.at(-1)).toContain("ada@example.com");
    await writeFile(file, "[");
    await follow.changed([file], false);
    expect(lines.at(-1)).toBe("The users stay as they were.");
    await rm(file);
    await follow.changed([file], false);
    expect(users()).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it.each([
    [[SAME], "Everything runs as before. The next save tries again."],
    [[SAME, UPDATE], "What was done until then stays. The next save goes on from there."],
  ])("that fails after %j is said, and what it means", async (steps, meaning) => {
    const failure = new EngineError("ProgramFailed", "infra/index.ts:3: no such thing");
    const { project, follow, lines } = await setUp({ steps, failure });
    await follow.changed([join(project, "infra/index.ts")], false);
    expect(lines.slice(2)).toEqual(["error: infra/index.ts:3: no such thing", meaning]);
  });

  it("says which app does not run, without its last words", async () => {
    const test = await setUp({ steps: [UPDATE], outputs: {} });
    test.appsThatDoNotRun(async () => {
      throw new EngineError("Refused", "The app of shop ended.\nIts last words:\nboom");
    });
    await test.follow.changed([join(test.project, "a.ts")], false);
    expect(test.lines.at(-1)).toBe("error: The app of shop ended.\nThe save that mends it starts it again.");
  });

  it("does not keep from stopping while an app starts", async () => {
    const test = await setUp({ steps: [UPDATE], outputs: {} });
    test.appsThatDoNotRun(async () => new Promise(() => {}));
    const round = test.follow.changed([join(test.project, "a.ts")], false);
    test.stop.abort();
    await round;
    expect(test.lines).toHaveLength(2);
  });

  it("says that every setting has its default once the stack's file is deleted", async () => {
    const { project, follow, lines } = await setUp({ steps: [], outputs: {} });
    const file = join(project, "Pulumi.test.yaml");
    const said = "Pulumi.test.yaml does not exist: every setting has its default";
    await writeFile(file, "config: {}");
    await follow.changed([file], false);
    expect(lines).not.toContain(said);
    await rm(file);
    await follow.changed([file], false);
    expect(lines).toContain(said);
  });

  it("names a few of many files", () => {
    expect(changedLine(["a", "b", "c"])).toBe("Changed: a, b, c");
    expect(changedLine(["a", "b", "c", "d", "e"])).toBe("Changed: a, b, c and 2 more");
  });
});
