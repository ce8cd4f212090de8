import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { describe, it } from "vitest";

// An app as small as can be, in a process of its own: /slow answers after 300 ms, /stuck never does.
const program = `
import express from "express";
import { serve } from "./serve.ts";
serve("probe", process.env, () => {
  const app = express();
  app.get("/slow", (req, res) => setTimeout(() => res.send("slow"), 300));
  app.get("/stuck", () => {});
  app.get("/", (req, res) => res.send("ok"));
  return app;
});
`;

type Probe = {
  readonly url: string;
  readonly stop: (signal: NodeJS.Signals) => void;
  readonly exited: Promise<{ readonly code: number | null; readonly afterMs: number }>;
  [Symbol.dispose](): void;
};

function run(environment: Record<string, string>) {
  return spawn(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: import.meta.dirname,
    env: { HOST: "127.0.0.1", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function ended(child: ReturnType<typeof run>): Promise<number | null> {
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}

async function start(): Promise<Probe> {
  const child = run({ PORT: "0" });
  const started = performance.now();
  let stopped = started;
  const lines = createInterface({ input: child.stdout });
  const [line] = (await once(lines, "line")) as [string];
  const port = /^probe: listening on port (\d+)$/.exec(line)?.[1];
  return {
    url: `http://127.0.0.1:${port}`,
    stop(signal) {
      stopped = performance.now();
      child.kill(signal);
    },
    exited: ended(child).then((code) => ({ code, afterMs: performance.now() - stopped })),
    [Symbol.dispose]() {
      child.kill("SIGKILL");
    },
  };
}

describe("serve", () => {
  it.for(["SIGTERM", "SIGINT"] as const)("ends with code 0 on %s", async (signal, { expect }) => {
    using probe = await start();
    expect(await (await fetch(probe.url)).text()).toBe("ok");
    probe.stop(signal);
    expect((await probe.exited).code).toBe(0);
  });

  it("finishes what runs and accepts nothing new, and then does not wait for idle connections", async ({
    expect,
  }) => {
    using probe = await start();
    const slow = fetch(`${probe.url}/slow`);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    probe.stop("SIGTERM");
    expect(await (await slow).text()).toBe("slow");
    await expect(fetch(probe.url)).rejects.toThrow("fetch failed");
    const { code, afterMs } = await probe.exited;
    expect(code).toBe(0);
    expect(afterMs).toBeLessThan(2000); // an idle connection would hold it until the grace period ends
  });

  it("cuts a request that never ends", async ({ expect }) => {
    using probe = await start();
    const stuck = fetch(`${probe.url}/stuck`).catch(() => "cut");
    await fetch(probe.url);
    probe.stop("SIGTERM");
    expect(await stuck).toBe("cut");
    expect((await probe.exited).code).toBe(0);
  });

  it("takes the large headers that the platform adds", async ({ expect }) => {
    using probe = await start();
    const response = await fetch(probe.url, {
      headers: { "x-ms-token-aad-access-token": "a".repeat(40_000) },
    });
    expect(response.status).toBe(200);
  });

  it("says in one line which setting is wrong, and ends with code 1", async ({ expect }) => {
    const child = run({ PORT: "eighty" });
    const [[output], [code]] = (await Promise.all([once(child.stderr, "data"), once(child, "exit")])) as [
      [Buffer],
      [number],
    ];
    expect(output.toString()).toBe('probe: PORT is "eighty". It must be a whole number from 0 to 65535.\n');
    expect(code).toBe(1);
  });

  it("says in one line that its port is taken, and ends with code 1", async ({ expect }) => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const child = run({ PORT: String(port) });
    const [[output], [code]] = (await Promise.all([once(child.stderr, "data"), once(child, "exit")])) as [
      [Buffer],
      [number],
    ];
    other.close();
    expect(output.toString()).toBe(
      `probe: cannot listen on port ${port}: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`,
    );
    expect(code).toBe(1);
  });
});
