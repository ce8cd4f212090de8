import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { realpathSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import process from "node:process";
import { describe, it } from "vitest";
import { callerDirectory, inodeOf, ownerOf } from "./caller-directory.ts";

/** A process in another directory that connects to us; gives our view of it. */
async function withCaller(look: (peer: string) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const child = spawn(process.execPath, ["-e", `require("net").connect(${port}, "127.0.0.1")`], {
    cwd: tmpdir(),
  });
  const [socket] = (await once(server, "connection")) as [Socket];
  try {
    await look(`127.0.0.1:${socket.remotePort}`);
  } finally {
    child.kill();
    socket.destroy();
    server.close();
  }
}

const hasLsof = spawnSync("lsof", ["-v"]).error === undefined;

describe("the caller's directory", () => {
  // what a system lacks is not asked of it
  if (process.platform === "linux") {
    it("is found in /proc on Linux", async ({ expect }) => {
      await withCaller(async (peer) => {
        expect(await callerDirectory(peer, "linux")).toBe(realpathSync(tmpdir()));
      });
    });
  }

  if (hasLsof) {
    it("is found by lsof elsewhere", async ({ expect }) => {
      await withCaller(async (peer) => {
        expect(await callerDirectory(peer, "darwin")).toBe(realpathSync(tmpdir()));
      });
    });
  }

  it("is unknown where nobody is, or the peer has no port", async ({ expect }) => {
    expect(await callerDirectory("127.0.0.1:1")).toBeUndefined();
    expect(await callerDirectory("unix:/tmp/socket")).toBeUndefined();
    expect(await callerDirectory("")).toBeUndefined();
  });
});

describe("reading what the system tells", () => {
  it("takes the established connection with the port as its own, not as the other's", ({ expect }) => {
    const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1 0 100 0 0 10 0
   1: 0100007F:1F90 0100007F:A8DF 01 00000000:00000000 00:00000000 00000000     0        0 101 1 0 20 4 30 10 -1
   2: 0100007F:A8DF 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 102 1 0 20 4 30 10 -1`;
    expect(inodeOf(table, 0xa8df)).toBe("102");
    expect(inodeOf(table, 0x1f90)).toBe("101");
    expect(inodeOf(table, 0x1234)).toBeUndefined();
    const fields = "p10\nn127.0.0.1:8080->127.0.0.1:43231\np11\nn127.0.0.1:43231->127.0.0.1:8080\n";
    expect(ownerOf(fields, 43231)).toBe("11");
    expect(ownerOf(fields, 1)).toBeUndefined();
  });
});
