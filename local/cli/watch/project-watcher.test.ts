import { chmod, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, it, vi } from "vitest";
import { watchProject, type ProjectWatcher } from "./project-watcher.ts";

describe("the project's watcher", () => {
  let folder: string;
  let watcher: ProjectWatcher;
  let touches: number;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "raptor-watch-"));
    await write("infra/index.ts", "one");
    await write("apps/api/server.ts", "one");
    await write("node_modules/express/index.js", "one");
    touches = 0;
    watcher = watchProject({
      folders: [folder],
      counts: (path) => !path.includes("node_modules"),
      onTouched: () => touches++,
      onProblem: (why) => {
        throw new Error(why);
      },
    });
  });

  afterEach(async () => {
    watcher.close();
    await rm(folder, { recursive: true });
  });

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  /** What changed, once something has been touched and all is quiet again. */
  async function changes(): Promise<readonly string[]> {
    await vi.waitUntil(() => touches > 0, { timeout: 5000, interval: 10 });
    await sleep(60);
    const changed = watcher.beginRound().map((path) => relative(folder, path));
    watcher.endRound();
    return changed;
  }

  it("names the files that were written, once", async ({ expect }) => {
    await write("infra/index.ts", "two");
    await write("apps/api/server.ts", "two");
    expect(await changes()).toEqual(["apps/api/server.ts", "infra/index.ts"]);
    expect(watcher.beginRound()).toEqual([]);
  });

  it("sees the file that an editor puts in the place of another one, and not its temporary file", async ({
    expect,
  }) => {
    await write("infra/index.ts~", "two");
    await rename(join(folder, "infra/index.ts~"), join(folder, "infra/index.ts"));
    expect(await changes()).toEqual(["infra/index.ts"]);
  });

  it("passes over a file that is written with what it held", async ({ expect }) => {
    await write("infra/index.ts", "two");
    await changes();
    touches = 0;
    await write("infra/index.ts", "two");
    await utimes(join(folder, "infra/index.ts"), 1, 1);
    await chmod(join(folder, "infra/index.ts"), 0o600);
    expect(await changes()).toEqual([]);
    expect(touches).toBeGreaterThan(0);
  });

  it("names a file again that was another one for a moment while a round read it", async ({ expect }) => {
    await write("infra/index.ts", "two");
    await changes();
    watcher.beginRound();
    await write("infra/index.ts", "three");
    await sleep(60);
    await write("infra/index.ts", "two");
    await sleep(60);
    watcher.endRound();
    expect(await changes()).toEqual(["infra/index.ts"]);
    expect(watcher.beginRound()).toEqual([]);
  });

  it("names a file again that is written in every round, but only once", async ({ expect }) => {
    const rounds: number[] = [];
    await write("infra/index.ts", "two");
    await write("infra/made.json", "{}");
    await changes();
    await write("infra/index.ts", "three");
    for (let round = 0; round < 4; round++) {
      await sleep(60);
      const changed = watcher.beginRound();
      rounds.push(changed.length);
      if (changed.length > 0) await utimes(join(folder, "infra/made.json"), 1, round);
      await sleep(60);
      watcher.endRound();
    }
    expect(rounds).toEqual([1, 1, 0, 0]);
  });

  it("repeats a repeated round when a file was another one for a moment again", async ({ expect }) => {
    await write("infra/index.ts", "two");
    await changes();
    for (let round = 0; round < 3; round++) {
      watcher.beginRound();
      await write("infra/index.ts", "three");
      await sleep(60);
      await write("infra/index.ts", "two");
      await sleep(60);
      watcher.endRound();
    }
    expect(await changes()).toEqual(["infra/index.ts"]);
  });

  it("follows a folder that is made after it has begun, and files in it", async ({ expect }) => {
    await write("apps/web/pages/home.ts", "one");
    expect(await changes()).toEqual(["apps/web/pages/home.ts"]);
    touches = 0;
    await write("apps/web/pages/home.ts", "two");
    expect(await changes()).toEqual(["apps/web/pages/home.ts"]);
  });

  it("names what was deleted, also with its folder", async ({ expect }) => {
    await rm(join(folder, "apps"), { recursive: true });
    expect(await changes()).toEqual(["apps/api/server.ts"]);
    touches = 0;
    await write("apps/api/server.ts", "one");
    expect(await changes()).toEqual(["apps/api/server.ts"]);
  });

  it("does not enter what does not count", async ({ expect }) => {
    await write("node_modules/express/index.js", "two");
    await write("infra/index.ts", "two");
    expect(await changes()).toEqual(["infra/index.ts"]);
  });

  it("keeps quiet once it is closed", async ({ expect }) => {
    watcher.close();
    await write("infra/index.ts", "two");
    await sleep(60);
    expect(touches).toBe(0);
  });
});
