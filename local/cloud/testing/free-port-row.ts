import { createServer } from "node:net";
import process from "node:process";

/** Below where systems take the ports of outgoing connections from, so that none of those gets in between. */
const FIRST_PORT = 20_000;
const PORTS_PER_WORKER = 1_500;

/** The first port of a row of free ones. Test files that run side by side look in different places. */
export async function freePortRow(length: number): Promise<number> {
  const worker = (Number(process.env["VITEST_POOL_ID"] ?? 1) - 1) % 8;
  for (let attempt = 0; attempt < 50; attempt++) {
    const first =
      FIRST_PORT + worker * PORTS_PER_WORKER + Math.floor(Math.random() * (PORTS_PER_WORKER - length));
    const free = await Promise.all(Array.from({ length }, async (_, index) => isFree(first + index)));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`found no row of ${length} free ports`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
