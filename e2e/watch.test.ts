import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { copyProject, type ProjectCopy } from "./project-copy.ts";
import { startRaptor, type Raptor } from "./raptor.ts";
import { Visitor } from "./visitor.ts";

/** a slow machine that does other things, too */
const LIMIT = { timeout: 30_000, interval: 25 };
const BACKEND_CODE = "apps/backend/get-profile.ts";

describe("npm start, while the project is edited", () => {
  let copy: ProjectCopy;
  let raptor: Raptor;
  let frontend: string;

  beforeAll(async () => {
    copy = await copyProject();
    raptor = await startRaptor(["-C", copy.folder, "--watch"]);
    frontend = raptor.ready.frontend ?? "";
  });
  afterAll(async () => {
    await raptor?.stop();
    await copy?.remove();
  });

  /** Does something and waits until all of this is printed; resolves with what was printed. */
  async function expectSaid(act: () => unknown, ...texts: readonly string[]): Promise<string> {
    const before = raptor.printed().stderr.length;
    const said = () => raptor.printed().stderr.slice(before);
    await act();
    for (const text of texts) await vi.waitFor(() => expect(said()).toContain(text), LIMIT);
    return said();
  }

  async function edit(path: string, from: string | RegExp, to: string): Promise<void> {
    await copy.edit(path, (text) => text.replace(from, to));
  }

  async function signedIn(): Promise<Visitor> {
    const visitor = new Visitor();
    expect((await visitor.signIn(frontend)).url).toBe(`${frontend}/`);
    return visitor;
  }

  async function profileOf(visitor: Visitor): Promise<string> {
    const { status, url, body } = await visitor.open(`${frontend}/get-profile`);
    expect({ status, url }).toEqual({ status: 200, url: `${frontend}/get-profile` });
    return body;
  }

  function starts(site: string): number {
    return raptor.printed().stderr.split(`[${site}] started`).length - 1;
  }

  it("shows an edit of one app to who is signed in, and lets the other one run on", async () => {
    const visitor = await signedIn();
    const before = { client: starts("raptor-client"), server: starts("raptor-server") };
    const said = await expectSaid(
      async () =>
        edit(BACKEND_CODE, "withAuthentication: true,", 'withAuthentication: true, edition: "second",'),
      "+- 1 replaced",
    );
    await vi.waitFor(async () => expect(await profileOf(visitor)).toContain("second"), LIMIT);
    expect({ client: starts("raptor-client"), server: starts("raptor-server") }).toEqual({
      client: before.client,
      server: before.server + 1,
    });
    expect(said).toContain(`Changed: ${BACKEND_CODE}`);
    expect(said).toMatch(/^~ {2}azure-native:web:WebAppApplicationSettings +backend-app-settings/m);
    expect(said).toContain('~ properties.WEBSITE_RUN_FROM_PACKAGE: "[secret]" => "[secret]"');
    // created before the settings name it, deleted after
    expect(said).toMatch(
      /^\+- azure-native:storage:Blob[^]*^~ {2}azure-native[^]*^-- azure-native:storage:Blob/m,
    );
    // the addresses are where they were
    expect(said).not.toContain("http://");
  });

  it("deploys an edit of the stack's file, and shows what changes", async () => {
    const visitor = await signedIn();
    const older = "  raptor:nodeVersion: 22-lts\n";
    const said = await expectSaid(async () => edit("Pulumi.test.yaml", /$/, older), " unchanged (");
    expect(said).toMatch(/^~ {2}azure-native:web:WebApp +frontend-site/m);
    expect(said).toContain('~ siteConfig.linuxFxVersion: "NODE|24-lts" => "NODE|22-lts"');
    expect(await profileOf(visitor)).toContain("/get-profile");
    await expectSaid(async () => edit("Pulumi.test.yaml", older, ""), "~ 2 updated");
  });

  it("makes one run of many saves, and none of a save that changes nothing", async () => {
    const said = await expectSaid(async () => {
      for (let time = 0; time < 5; time++) {
        await edit("infra/index.ts", /\n?$/, `\n// ${time}\n`);
        await edit(BACKEND_CODE, /\n?$/, `\n// ${time}\n`);
      }
    }, "No changes");
    expect(said).toContain(`Changed: ${BACKEND_CODE}, infra/index.ts`);
    expect(said.split("Changed:")).toHaveLength(2);
    const quiet = await expectSaid(async () => {
      await copy
        .edit("infra/index.ts", (text) => `${text} `)
        .then(async () => edit("infra/index.ts", / $/, ""));
      await sleep(1000);
    });
    expect(quiet).toBe("");
  });

  it.each([
    [
      "code that cannot be parsed",
      BACKEND_CODE,
      /^/,
      "const x = ;\n",
      `${BACKEND_CODE}:1:11: Unexpected ";"`,
    ],
    ["code that cannot be parsed", "infra/index.ts", /^/, "const x = ;\n", "infra/index.ts:1"],
    ["a program that throws", "infra/index.ts", /$/, "\nthrow new Error('no');\n", "at infra/index.ts:"],
    ["an import that leads nowhere", "infra/index.ts", /^/, 'import "./nowhere.ts";\n', "nowhere.ts"],
    ["a file that cannot be read", "Pulumi.test.yaml", /$/, "broken: [\n", "Pulumi.test.yaml:"],
    ["a setting that does not exist", "Pulumi.test.yaml", "sku: F1", "sku: F9", 'raptor:sku is "F9"'],
  ])(
    "leaves everything as it was for %s, in %s, and says where",
    async (_mistake, path, from, to, message) => {
      const visitor = await signedIn();
      const before = starts("raptor-client") + starts("raptor-server");
      let good = "";
      const said = await expectSaid(
        async () =>
          copy.edit(path, (text) => {
            good = text;
            return text.replace(from, to);
          }),
        "error: ",
        "Everything runs as before.",
      );
      expect(said).toContain(message);
      expect(said).not.toContain("node_modules");
      expect(await profileOf(visitor)).toContain("/get-profile");
      await expectSaid(async () => copy.write(path, good), "No changes");
      expect(starts("raptor-client") + starts("raptor-server")).toBe(before);
    },
  );

  it("ends with what was saved last, also when that is what a run began with", async () => {
    const said = ["second", "third", "fourth", "fifth", "third"];
    for (const [at, pause] of [0, 200, 300, 300].entries()) {
      await sleep(pause);
      await edit(BACKEND_CODE, `"${said[at]}"`, `"${said[at + 1]}"`);
    }
    await vi.waitFor(async () => expect(await profileOf(await signedIn())).toContain("third"), LIMIT);
    // all is quiet, and the last one is still there
    await sleep(3000);
    expect(await profileOf(await signedIn())).toContain("third");
  });

  it("says what Azure refuses in one line", async () => {
    await expectSaid(
      async () => edit("Pulumi.test.yaml", "raptor:sku: F1", "raptor:sku: B1"),
      " unchanged (",
    );
    const said = await expectSaid(
      async () => edit("Pulumi.test.yaml", "raptor:sku: B1", "raptor:sku: F1"),
      "The next save",
    );
    const lines = said
      .trim()
      .split("\n")
      .filter((line) => !line.startsWith("["));
    expect(lines).toEqual([
      "Changed: Pulumi.test.yaml",
      expect.stringMatching(/^error: azure-native:web:AppServicePlan \(plan\): Conflict: [^\n]+$/),
      "Everything runs as before. The next save tries again.",
    ]);
    await expectSaid(
      async () => edit("Pulumi.test.yaml", "raptor:sku: F1", "raptor:sku: B1"),
      " unchanged (",
    );
  });

  it("shows at the door why an app no longer starts, until the next good save", async () => {
    const visitor = await signedIn();
    const said = await expectSaid(
      async () => edit("apps/frontend/server.ts", /$/, "\nthrow new Error('no database');\n"),
      "\nerror: The app of raptor-client ended with exit code 1 before it answered.\n",
    );
    expect(said.split("no database").length).toBeLessThan(4);
    const page = await visitor.open(frontend);
    expect(page.status).toBe(503);
    expect(page.body).toContain("The app of raptor-client ended with exit code 1");
    expect(page.body).toContain("no database");
    await expectSaid(
      async () => edit("apps/frontend/server.ts", "\nthrow new Error('no database');\n", ""),
      "[raptor-client] started",
    );
    expect((await visitor.open(frontend)).status).toBe(200);
  });

  it("takes users.json at once", async () => {
    const visitor = await signedIn();
    const zoe = JSON.stringify([{ displayName: "Zoe", userPrincipalName: "zoe@example.com" }]);
    await expectSaid(async () => copy.write("users.json", zoe), "Zoe  zoe@example.com");
    expect((await new Visitor().open(frontend)).body).toContain("zoe@example.com");
    // who is signed in stays so, as on Azure
    expect(await profileOf(visitor)).toContain("/get-profile");
    await expectSaid(
      async () => copy.write("users.json", "[]"),
      "error: users.json",
      "The users stay as they were.",
    );
    expect((await new Visitor().open(frontend)).body).toContain("zoe@example.com");
    await expectSaid(async () => copy.delete("users.json"), raptor.ready.users[0]?.userPrincipalName ?? "");
  });

  it("keeps what a program that is killed has reached, and goes on from there", async () => {
    const sleeping = "\nawait new Promise((resolve) => setTimeout(resolve, 120_000));\n";
    const atTheGroup = /(?=const place = )/;
    const said = await expectSaid(
      async () => {
        await copy.edit("infra/index.ts", (text) =>
          text.replace(atTheGroup, sleeping).replace("tags: settings.tags,", 'tags: { edition: "second" },'),
        );
        await vi.waitFor(() => expect(raptor.printed().stderr).toMatch(/^~ .*ResourceGroup/m), LIMIT);
        process.kill(programOf(raptor), "SIGKILL");
      },
      "error: the program was killed",
      "What was done until then stays. The next save goes on from there.",
    );
    expect(said).toContain('+ tags.edition: "second"');
    const after = await expectSaid(async () => edit("infra/index.ts", sleeping, ""), " unchanged (");
    expect(after).not.toContain("ResourceGroup");
    expect(await profileOf(await signedIn())).toContain("/get-profile");
  });

  it("says which port is taken when a site comes in, and where it is once the port is free", async () => {
    const port = Number(new URL(raptor.ready.signIn).port) + 3;
    const squatter = createServer().listen(port, "127.0.0.1");
    await once(squatter, "listening");
    const third = '\nnew Site("third", { ...siteArgs, siteName: "third" });\n';
    const said = await expectSaid(async () => edit("infra/index.ts", /$/, third), "error: ", "The next save");
    expect(said).toContain(`port ${port}, for the site third, is taken`);
    squatter.close();
    await once(squatter, "close");
    await expectSaid(async () => edit("infra/index.ts", /$/, "\n"), `http://third.localhost:${port}`);
    const gone = await expectSaid(async () => edit("infra/index.ts", third, ""), "- 4 deleted");
    expect(gone).toMatch(/^- +azure-native:web:WebApp +third-site/m);
  });

  it("prints no secret and no token, and on stdout nothing but the ready line", () => {
    const { stdout, stderr } = raptor.printed();
    expect(stderr).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
    expect(stderr).not.toMatch(/sig=[^&\s]{8}/);
    expect(stdout.trim().split("\n")).toHaveLength(1);
  });
});

it("npm start --no-watch follows no edits", async () => {
  const copy = await copyProject();
  onTestFinished(async () => copy.remove());
  const raptor = await startRaptor(["-C", copy.folder, "--no-watch"]);
  onTestFinished(async () => void (await raptor.stop()));
  await copy.edit("infra/index.ts", (text) => `${text}\n`);
  await sleep(1000);
  expect(raptor.printed().stderr).not.toContain("Changed:");
});

/** The process that runs the Pulumi program at the moment. */
function programOf(raptor: Raptor): number {
  const rows = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  const row = rows.find((each) => {
    const [, parent] = each.trim().split(/\s+/);
    return Number(parent) === raptor.process.pid && each.includes("cmd/run");
  });
  if (row === undefined) throw new Error("no program runs");
  return Number(row.trim().split(/\s+/)[0]);
}
