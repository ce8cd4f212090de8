import { createServer } from "node:net";
import { test } from "vitest";
import { freePort } from "./free-port.ts";
import { listens } from "./listens.ts";

test("tells an address where somebody listens from one where nobody does", async ({ expect }) => {
  const port = await freePort();
  expect(await listens(`http://localhost:${port}`)).toBe(false);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  expect(await listens(`http://localhost:${port}`)).toBe(true);
  server.close();
});
