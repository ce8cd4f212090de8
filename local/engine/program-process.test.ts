import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "vitest";

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

test("a program ends when the engine is killed", async ({ expect }) => {
  const script = join(import.meta.dirname, "fixtures", "deploy-endless.ts");
  const engine = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: engine.stdout }), "line");
  const { port } = JSON.parse(String(line)) as { readonly port: number };
  expect(await listens(port)).toBe(true);
  engine.kill("SIGKILL");
  await expect.poll(() => listens(port), { timeout: 5000 }).toBe(false);
});
