import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { describe, test } from "vitest";

const PRELOAD = fileURLToPath(new URL("preload.cjs", import.meta.url));
const run = promisify(execFile);

/** What a script prints that runs with the preload. */
async function preloaded(script: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ["--require", PRELOAD, "--eval", script]);
  return JSON.parse(stdout);
}

describe("an app's process", () => {
  test.for([
    ["0"],
    [`"0"`],
    [`0, "0.0.0.0"`],
    [`0, "::", 128`],
    [`{ port: 0 }`],
    [`{ port: 0, host: "0.0.0.0", ipv6Only: false }`],
    [`{ port: 0, host: "::", ipv6Only: true }`],
    [`undefined`],
    [`null, undefined, undefined`],
  ] as const)("listens on loopback after listen(%s)", async ([args], { expect }) => {
    const address = await preloaded(`
      const server = require("node:http").createServer();
      server.listen(${args}, () => { console.log(JSON.stringify(server.address())); server.close(); });`);
    expect(address).toMatchObject({ address: "127.0.0.1", port: expect.any(Number) });
  });

  test("listens on loopback after listen(callback)", async ({ expect }) => {
    const address = await preloaded(`
      const server = require("node:net").createServer();
      server.listen(() => { console.log(JSON.stringify(server.address())); server.close(); });`);
    expect(address).toMatchObject({ address: "127.0.0.1" });
  });

  test("listens on the port it asks for", async ({ expect }) => {
    const [wanted, got] = (await preloaded(`
      const http = require("node:http");
      const first = http.createServer().listen(0, () => {
        const { port } = first.address();
        first.close(() => {
          const second = http.createServer().listen(port, "0.0.0.0", () => {
            console.log(JSON.stringify([port, second.address().port]));
            second.close();
          });
        });
      });`)) as [number, number];
    expect(got).toBe(wanted);
  });

  test("may listen on a Unix socket", async ({ expect }) => {
    const address = await preloaded(`
      const path = require("node:path").join(require("node:os").tmpdir(), "raptor-" + process.pid + ".sock");
      const server = require("node:net").createServer();
      server.listen(path, () => { console.log(JSON.stringify(server.address())); server.close(); });`);
    expect(address).toMatch(/\.sock$/);
  });

  test("listens on loopback in a cluster's worker", async ({ expect, onTestFinished }) => {
    const folder = await mkdtemp(join(tmpdir(), "raptor-test-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "cluster.cjs");
    await writeFile(
      file,
      `const cluster = require("node:cluster");
       if (cluster.isPrimary) {
         cluster.on("listening", (worker, address) => { console.log(address.address); worker.kill(); });
         cluster.fork();
       } else require("node:http").createServer().listen(0, "0.0.0.0");`,
    );
    const { stdout } = await run(process.execPath, ["--require", PRELOAD, file]);
    expect(stdout.trim()).toBe("127.0.0.1");
  });

  test("finds the sites at *.localhost", async ({ expect }) => {
    const found = await preloaded(`
      const dns = require("node:dns");
      dns.lookup("raptor-client.localhost", { family: 4 }, (error, address) =>
        dns.promises.lookup("raptor-server.localhost.", { family: 4 }).then(
          (second) => console.log(JSON.stringify([error, address, second.address]))));`);
    expect(found).toEqual([null, "127.0.0.1", "127.0.0.1"]);
  });

  test("reaches the sites at *.localhost by fetch", async ({ expect }) => {
    const body = await preloaded(`
      const server = require("node:http").createServer((_, response) => response.end("42"));
      server.listen(0, async () => {
        const answer = await fetch("http://raptor-client.localhost:" + server.address().port);
        console.log(await answer.text());
        server.close();
      });`);
    expect(body).toBe(42);
  });

  test("ends with everything it started when local Azure is killed", async ({ expect, onTestFinished }) => {
    const openSite = new URL("../open-site.ts", import.meta.url).href;
    const app = `
      const { spawn } = require("node:child_process");
      const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"]);
      console.log(JSON.stringify({ pids: [process.pid, child.pid], folder: process.cwd() }));
      require("node:http").createServer().listen(process.env.PORT);`;
    const parent = spawn(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        `import { openSite } from ${JSON.stringify(openSite)};
         import { strToU8, zipSync } from "fflate";
         const site = await openSite({
           declaration: {
             name: "orphan", defaultHostName: "orphan.azurewebsites.net", enabled: true, httpsOnly: true,
             appCommandLine: "node server.cjs", identities: [], appSettings: {},
             package: { url: "", zip: zipSync({ "server.cjs": strToU8(${JSON.stringify(app)}) }) },
           },
           port: 0, authority: {}, onEvent: ({ message }) => console.log(message),
         });
         await site.ready();`,
      ],
      { cwd: fileURLToPath(new URL("../../../", import.meta.url)), stdio: ["ignore", "pipe", "inherit"] },
    );
    onTestFinished(() => void parent.kill("SIGKILL"));
    const { pids, folder } = await new Promise<{ pids: number[]; folder: string }>((resolve) => {
      createInterface({ input: parent.stdout }).on("line", (line) => {
        if (line.startsWith("{")) resolve(JSON.parse(line) as { pids: number[]; folder: string });
      });
    });
    expect(pids.map(isAlive)).toEqual([true, true]);
    parent.kill("SIGKILL");
    await expect.poll(() => pids.map(isAlive), { timeout: 5000 }).toEqual([false, false]);
    expect(existsSync(dirname(folder))).toBe(false);
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
