import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "vitest";
import { freePortRow, runRaptor, startRaptor } from "./raptor.ts";

describe("npm start", () => {
  it("explains itself", async ({ expect }) => {
    const { code, stdout } = await runRaptor(["--help"]);
    expect(code).toBe(0);
    for (const flag of ["--stack", "--config", "--cwd", "--port", "--json", "--upstream", "--help"]) {
      expect(stdout).toContain(flag);
    }
  });

  it.each([
    [["--port", "x"], "--port 'x'"],
    [["--stack", "nowhere"], "nowhere"],
    [["-c", "sku=F9"], "sku"],
    [["-C", "/nonexistent"], "Pulumi.yaml"],
  ])("ends %j with one message and no stack", async (args, message) => {
    const { code, stdout, stderr } = await runRaptor([
      ...args,
      ...(args[0] === "--port" ? [] : ["--port", String(await freePortRow(4))]),
    ]);
    const { expect } = await import("vitest");
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

  it.each([0, 1, 2])(
    "ends with one message when port N+%i is taken, and leaves nothing running",
    async (offset) => {
      const { expect } = await import("vitest");
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

  it("stops within 5 seconds of SIGTERM with exit code 0, children included", async ({ expect }) => {
    const raptor = await startRaptor();
    const { code, took } = await raptor.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(5000);
    for (const url of [raptor.ready.signIn, ...Object.values(raptor.ready.sites)]) {
      await expect(fetch(url.replace(/\/\/[\w.-]+localhost/, "//127.0.0.1"))).rejects.toThrow();
    }
  });
});
