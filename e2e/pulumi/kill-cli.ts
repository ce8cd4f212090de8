import type { ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { childrenOf } from "../processes.ts";

/**
 * SIGKILL for the CLI and for its language host, which would wait for minutes before it sees that the CLI is gone. Not
 * while it writes the stack's file in `home`: it may leave half a file, and that is no matter of this project.
 */
export async function killCli({ pid }: ChildProcess, home: string): Promise<void> {
  if (pid === undefined) return;
  for (;;) {
    if (!signal(pid, "SIGSTOP")) return;
    await delay(5);
    if (isWhole(home)) break;
    signal(pid, "SIGCONT");
    await delay(5);
  }
  for (const each of [...childrenOf(pid), pid]) signal(each, "SIGKILL");
}

/** Every stack has its state, a backup of it, and attributes of both: all of them JSON. */
function isWhole(home: string): boolean {
  const folder = join(home, ".pulumi", "stacks");
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    for (const { parentPath, name } of files) JSON.parse(readFileSync(join(parentPath, name), "utf8"));
    return files.some(({ name }) => name.endsWith(".json"));
  } catch {
    return false;
  }
}

/** false: there is no such process any more */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
