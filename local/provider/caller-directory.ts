import { execFile } from "node:child_process";
import { readFile, readdir, readlink } from "node:fs/promises";
import process from "node:process";
import { promisify } from "node:util";

/**
 * The working directory of the process at the other end of a loopback connection; undefined where the system does not
 * tell. Pulumi's protocol says nothing of it, but an asset's path is relative to it. contract: pulumi 4.4
 *
 * @param peer the other end as the connection names it, "127.0.0.1:43210"
 */
export async function callerDirectory(
  peer: string,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const port = Number(peer.slice(peer.lastIndexOf(":") + 1));
  if (!Number.isInteger(port) || port === 0) return undefined;
  try {
    if (platform === "linux") return await fromProc(port);
    // Windows has no such command, and ends up in the catch
    return await fromLsof(port);
  } catch {
    return undefined;
  }
}

/** Linux: the socket with this local port, the process that has it open, its directory. */
async function fromProc(port: number): Promise<string | undefined> {
  const inode = inodeOf(await readFile("/proc/net/tcp", "utf8"), port);
  if (inode === undefined) return undefined;
  const ids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  for (const id of ids) {
    if (await hasSocket(id, inode)) return readlink(`/proc/${id}/cwd`);
  }
  return undefined;
}

/** Lines of /proc/net/tcp: "  0: 0100007F:A8E0 0100007F:1F90 01 … uid timeout inode …" */
export function inodeOf(table: string, localPort: number): string | undefined {
  const wanted = `:${localPort.toString(16).toUpperCase().padStart(4, "0")}`;
  const established = "01";
  const row = table
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find(([, local, , state]) => local?.endsWith(wanted) === true && state === established);
  return row?.[9];
}

async function hasSocket(processId: string, inode: string): Promise<boolean> {
  const folder = `/proc/${processId}/fd`;
  // another user's process cannot be looked into, and is not the one
  const descriptors = await readdir(folder).catch(() => []);
  const targets = await Promise.all(
    descriptors.map(async (name) => readlink(`${folder}/${name}`).catch(() => "")),
  );
  return targets.includes(`socket:[${inode}]`);
}

const run = promisify(execFile);

async function fromLsof(port: number): Promise<string | undefined> {
  const ends = await run("lsof", ["-nP", `-iTCP@127.0.0.1:${port}`, "-sTCP:ESTABLISHED", "-Fpn"]);
  const id = ownerOf(ends.stdout, port);
  if (id === undefined) return undefined;
  const { stdout } = await run("lsof", ["-a", "-p", id, "-d", "cwd", "-Fn"]);
  return /^n(\/.*)$/m.exec(stdout)?.[1];
}

/** lsof's fields, one per line: "p" and the process id, then "n" and "127.0.0.1:43210->127.0.0.1:8398" per socket */
export function ownerOf(fields: string, localPort: number): string | undefined {
  let id: string | undefined;
  for (const line of fields.split("\n")) {
    if (line.startsWith("p")) id = line.slice(1);
    if (line.startsWith(`n127.0.0.1:${localPort}->`)) return id;
  }
  return undefined;
}
