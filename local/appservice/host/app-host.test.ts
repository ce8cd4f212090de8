import { strToU8, zipSync } from "fflate";
import { createServer } from "node:net";
import { rm, writeFile } from "node:fs/promises";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, test, type TestContext } from "vitest";
import { openSite, type RunningSite } from "../open-site.ts";
import type { SiteDeclaration } from "../site.ts";
import { ask } from "../testing/browser.ts";
import { declare } from "../testing/declare.ts";

const NOBODY = {
  issuerFor: () => undefined,
  managedIdentityAssertion: () => Promise.reject(new Error("no identity")),
};

/** Answers with its environment, its folder and where it listens; dies at /crash. */
const SERVER = `
  const http = require("node:http");
  console.log("hello from " + process.env.WEBSITE_SITE_NAME);
  const server = http.createServer((request, response) => {
    if (request.url === "/crash") process.exit(7);
    const { address, port } = server.address();
    response.end(JSON.stringify({ env: process.env, cwd: process.cwd(), address, port, pid: process.pid }));
  });
  server.listen(Number(process.env.PORT), "0.0.0.0");
`;

type Said = {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly address: string;
  readonly port: number;
  readonly pid: number;
};

function packageOf(source: string): SiteDeclaration["package"] {
  return { url: "https://blob/app.zip", zip: zipSync({ "server.cjs": strToU8(source) }) };
}

async function open(
  different: Partial<SiteDeclaration>,
  onTestFinished: TestContext["onTestFinished"],
): Promise<{ site: RunningSite; events: string[]; declaration: SiteDeclaration }> {
  const events: string[] = [];
  const declaration = declare({ authSettings: undefined, package: packageOf(SERVER), ...different });
  const site = await openSite({
    declaration,
    port: 0,
    authority: NOBODY,
    onEvent: (event) => events.push(`${event.kind}: ${event.message}`),
  });
  onTestFinished(() => site.close());
  return { site, events, declaration };
}

describe("the app of a site", () => {
  test("runs from its package with its app settings, on loopback, without our environment", async ({
    expect,
    onTestFinished,
  }) => {
    process.env["RAPTOR_TEST_PRIVATE"] = "not for apps";
    onTestFinished(() => {
      delete process.env["RAPTOR_TEST_PRIVATE"];
    });
    const { site, events } = await open({ appSettings: { GREETING: "hi" } }, onTestFinished);
    await site.ready();

    const said = JSON.parse((await ask(`${site.url}/`)).body) as Said;
    expect(said.address).toBe("127.0.0.1");
    expect(said.env["GREETING"]).toBe("hi");
    expect(said.env["APPSETTING_GREETING"]).toBe("hi");
    expect(said.env["WEBSITE_SITE_NAME"]).toBe("raptor-test");
    expect(said.env["WEBSITE_HOSTNAME"]).toBe(new URL(site.url).host);
    expect(said.env["WEBSITE_AUTH_ENABLED"]).toBe("False");
    expect(said.env["RAPTOR_TEST_PRIVATE"]).toBeUndefined();
    expect(said.env["RAPTOR_LIFELINE"]).toBeUndefined();
    expect(said.cwd.endsWith("wwwroot")).toBe(true);
    expect(events).toContain("output: hello from raptor-test");
    expect(events).toContainEqual(
      expect.stringMatching(/^warning: authentication is off: everybody gets in/),
    );
    expect(site.processes()).toEqual([said.pid]);
  });

  test("cannot be reached from outside this machine", async ({ expect, onTestFinished }) => {
    const { site } = await open({}, onTestFinished);
    await site.ready();
    const { port } = JSON.parse((await ask(`${site.url}/`)).body) as Said;
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one && !one.internal && one.family === "IPv4");
    if (!outside) return;
    await expect(fetch(`http://${outside.address}:${port}/`)).rejects.toThrow("fetch failed");
  });

  test("says its exit code and last words when it dies at start", async ({ expect, onTestFinished }) => {
    const { site } = await open(
      { package: packageOf(`console.error("no database"); process.exit(3);`) },
      onTestFinished,
    );
    await expect(site.ready()).rejects.toThrow(
      /raptor-test ended with exit code 3 before it answered[^]*no database/,
    );
    const page = await ask(`${site.url}/`);
    expect(page.status).toBe(503);
    expect(page.body).toContain("exit code 3");
  });

  test.for([
    [{ package: undefined }, /has no code/],
    [
      { package: { url: "https://blob/app.zip", problem: "the blob does not exist" } },
      /the blob does not exist/,
    ],
    [{ package: { url: "https://blob/app.zip", zip: strToU8("no zip") } }, /is no zip/],
    [{ appCommandLine: undefined }, /has no siteConfig.appCommandLine/],
    [{ appCommandLine: "npm ci && npm start" }, /needs a shell for '&'/],
    [{ appCommandLine: "no-such-program server.cjs" }, /there is no program 'no-such-program'/],
    [{ linuxFxVersion: "PYTHON|3.13" }, /NODE\|… only/],
  ] as const)("is not started from %o", async ([different, reason], { expect, onTestFinished }) => {
    const { site } = await open(different, onTestFinished);
    await expect(site.ready()).rejects.toThrow(reason);
    expect(site.processes()).toEqual([]);
  });

  test("starts again after a crash", async ({ expect, onTestFinished }) => {
    const { site, events } = await open({}, onTestFinished);
    await site.ready();
    const before = site.processes();
    expect((await ask(`${site.url}/crash`)).status).toBe(502);
    await expect
      .poll(() => events.some((event) => event.includes("exit code 7; it starts again in 1 s")))
      .toBe(true);
    expect((await ask(`${site.url}/`)).status).toBe(503);
    await expect.poll(async () => (await ask(`${site.url}/`)).status, { timeout: 5000 }).toBe(200);
    expect(site.processes()).not.toEqual(before);
  });

  test("restarts for new app settings and new code, and for nothing else", async ({
    expect,
    onTestFinished,
  }) => {
    const { site, declaration } = await open({}, onTestFinished);
    await site.ready();
    const [first] = site.processes();

    await site.apply({
      ...declaration,
      cors: { allowedOrigins: ["https://a.test"], supportCredentials: false },
    });
    expect(site.processes()).toEqual([first]);

    await site.apply({ ...declaration, appSettings: { NEW: "yes" } });
    const said = JSON.parse((await ask(`${site.url}/`)).body) as Said;
    expect(said.env["NEW"]).toBe("yes");
    expect(said.pid).not.toBe(first);
    await expect.poll(() => isAlive(first ?? 0)).toBe(false);
  });

  test("is tried again by the next deployment when it did not start", async ({ expect, onTestFinished }) => {
    const flag = join(tmpdir(), `raptor-test-${process.pid}-${Date.now()}`);
    onTestFinished(() => rm(flag, { force: true }));
    const { site, declaration } = await open(
      {
        package: packageOf(
          `if (!require("node:fs").existsSync(${JSON.stringify(flag)})) process.exit(4); ${SERVER}`,
        ),
      },
      onTestFinished,
    );
    await expect(site.ready()).rejects.toThrow("exit code 4");
    await writeFile(flag, "");
    await site.apply(declaration);
    await site.ready();
    expect((await ask(`${site.url}/`)).status).toBe(200);
  });

  test("is seen to crash even when a process it started lives on", async ({ expect, onTestFinished }) => {
    const { site, events } = await open(
      {
        package: packageOf(
          `require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 9)"], { stdio: "inherit" }); ${SERVER}`,
        ),
      },
      onTestFinished,
    );
    await site.ready();
    await ask(`${site.url}/crash`);
    await expect.poll(() => events.some((event) => event.includes("exit code 7"))).toBe(true);
  });

  test("is gone when the site is closed, even if it ignores SIGTERM", async ({ expect, onTestFinished }) => {
    const { site } = await open(
      { package: packageOf(`process.on("SIGTERM", () => {}); ${SERVER}`) },
      onTestFinished,
    );
    await site.ready();
    const [pid] = site.processes();
    const began = Date.now();
    await site.close();
    expect(isAlive(pid ?? 0)).toBe(false);
    expect(Date.now() - began).toBeLessThan(4500);
  });

  test("is told of a taken port", async ({ expect, onTestFinished }) => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void taken.close());
    const address = taken.address();
    const port = address !== null && typeof address === "object" ? address.port : 0;
    await expect(
      openSite({ declaration: declare(), port, authority: NOBODY, onEvent: () => {} }),
    ).rejects.toThrow(`port ${port} of 127.0.0.1 is taken`);
    await sleep(0);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
