import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { freePortRow } from "../local/cloud/testing/free-port-row.ts";
import { childrenOf, isRunning } from "./processes.ts";
import { fromNode, ROOT, runRaptor, startRaptor } from "./raptor.ts";

const ONE_SITE = "e2e/fixtures/one-site";

describe("npm start", () => {
  it("explains itself", async ({ expect }) => {
    const { code, stdout } = await runRaptor(["--help"]);
    expect(code).toBe(0);
    for (const flag of [
      "--stack",
      "--config",
      "--cwd",
      "--port",
      "--json",
      "--upstream",
      "--no-watch",
      "--help",
    ]) {
      expect(stdout).toContain(flag);
    }
  });

  it.for<readonly [readonly string[], string]>([
    [["--port", "x"], "--port 'x'"],
    [["--stack", "a/b"], "'a/b' is no stack name"],
    [["-c", "sku=F9"], "sku"],
    [["-C", "/nonexistent"], "Pulumi.yaml"],
  ])("ends %j with one message and no stack", async ([args, message], { expect }) => {
    const { code, stdout, stderr } = await runRaptor([
      ...args,
      ...(args[0] === "--port" ? [] : ["--port", String(await freePortRow(4))]),
    ]);
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(message);
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it("names a stack file that cannot be read, with the line", async ({ expect }) => {
    const dir = await mkdtemp(join(tmpdir(), "raptor-e2e-"));
    await writeFile(
      join(dir, "Pulumi.yaml"),
      "name: other\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
    );
    await writeFile(join(dir, "Pulumi.test.yaml"), "config:\n  other:a: [\n");
    const { code, stderr } = await runRaptor(["-C", dir, "--port", String(await freePortRow(4))]);
    await rm(dir, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(/Pulumi\.test\.yaml.*\b[23]\b/s);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it.for([0, 1, 2])(
    "ends with one message when port N+%i is taken, and leaves nothing running",
    async (offset, { expect }) => {
      const port = await freePortRow(4);
      const squatter = createServer().listen(port + offset, "127.0.0.1");
      await once(squatter, "listening");
      const { code, stdout, stderr } = await runRaptor(["--port", String(port)]);
      squatter.close();
      expect(code).toBe(1);
      expect(stderr).toContain(String(port + offset));
      expect(stderr).not.toMatch(/^\s+at /m);
      for (let other = 0; other < 3; other++) {
        if (other !== offset)
          await expect(fetch(`http://127.0.0.1:${port + other}/`), stdout).rejects.toThrow();
      }
    },
  );

  it("runs a stack without a file with the defaults, and says so", async ({ expect }) => {
    const raptor = await startRaptor(["--stack", "brand-new"]);
    expect(raptor.printed().stderr).toContain("Pulumi.brand-new.yaml does not exist");
    expect(raptor.ready.outputs["resourceGroup"]).toBe("rg-raptor-test");
    await raptor.stop();
  });

  it("runs any other project that uses the same resource types, and masks its secret outputs", async ({
    expect,
  }) => {
    const raptor = await startRaptor(["-C", ONE_SITE]);
    const answer = await fetch(fromNode(raptor.ready.sites["one-site"] ?? ""));
    expect(await answer.text()).toBe("hello from one site");
    expect(raptor.ready.frontend).toBeNull();
    expect(raptor.ready.outputs["password"]).toBe("[secret]");
    expect(raptor.ready.outputs["host"]).toBe("one-site.azurewebsites.net");
    const { stdout, stderr } = raptor.printed();
    expect(stdout + stderr).not.toContain("do not show this");
    // nothing locks this site, and that is said
    expect(stderr).toContain("[one-site] warning: authentication is off");
    await raptor.stop();
  });

  it("says why an app ended at its start, and leaves nothing running", async ({ expect }) => {
    const port = await freePortRow(4);
    const { code, stdout, stderr } = await runRaptor([
      "-C",
      ONE_SITE,
      "-c",
      "code=dies",
      "--port",
      String(port),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain("one-site");
    expect(stderr).toContain("no database, no service");
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${port + 1}/`)).rejects.toThrow();
  });

  it("names a package that is not there", async ({ expect }) => {
    const { code, stdout, stderr } = await runRaptor([
      "-C",
      ONE_SITE,
      "-c",
      "code=missing",
      "--port",
      String(await freePortRow(4)),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain("nowhere/app.zip");
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it("puts the front door before a process that already runs", async ({ expect }) => {
    const mine = createServer((request, response) => {
      response.end(`debugged at ${request.url}`);
    }).listen(0, "127.0.0.1");
    await once(mine, "listening");
    const { port } = mine.address() as AddressInfo;
    const raptor = await startRaptor(["-C", ONE_SITE, "--upstream", `one-site=http://127.0.0.1:${port}`]);
    const answer = await fetch(fromNode(raptor.ready.sites["one-site"] ?? ""));
    expect(await answer.text()).toBe("debugged at /");
    await raptor.stop();
    mine.close();
  });

  it("refuses an --upstream for a site that the program does not declare", async ({ expect }) => {
    const { code, stderr } = await runRaptor([
      "-C",
      ONE_SITE,
      "--upstream",
      "two-sites=http://127.0.0.1:1",
      "--port",
      String(await freePortRow(4)),
    ]);
    expect(code).toBe(1);
    expect(stderr).toContain("two-sites");
    expect(stderr).toContain("one-site");
  });

  it.for(["SIGINT", "SIGTERM"] as const)(
    "stops within 5 seconds of %s with exit code 0, children included",
    async (signal, { expect }) => {
      const raptor = await startRaptor();
      const children = childrenOf(raptor.process.pid ?? 0);
      // both apps; `ps` itself is gone by now
      expect(children.filter(isRunning)).toHaveLength(2);
      const { code, took } = await raptor.stop(signal);
      expect(code).toBe(0);
      expect(took).toBeLessThan(5000);
      expect(children.filter(isRunning)).toEqual([]);
      for (const url of [raptor.ready.signIn, ...Object.values(raptor.ready.sites)]) {
        await expect(fetch(fromNode(url))).rejects.toThrow();
      }
    },
  );

  it.for(["SIGINT", "SIGTERM"] as const)(
    "stopped by %s before anything is loaded, ends with exit code 0",
    async (signal, { expect }) => {
      // the first thing that it asks Node for is the cache of compiled modules
      const early = `import module from "node:module";
        module.enableCompileCache = () => process.kill(process.pid, "${signal}");`;
      const child = spawn(
        process.execPath,
        ["--import", `data:text/javascript,${encodeURIComponent(early)}`, "local/start.js"],
        { cwd: ROOT, stdio: "ignore" },
      );
      expect(await once(child, "exit")).toEqual([0, null]);
    },
  );

  it("refuses what is no stack's name, and misses no file of that name", async ({ expect }) => {
    const { code, stdout, stderr } = await runRaptor(["-s", "../x"]);
    expect(code).toBe(1);
    expect(stderr).toContain("'../x' is no stack name");
    expect(stdout + stderr).not.toContain("does not exist");
  });
});
