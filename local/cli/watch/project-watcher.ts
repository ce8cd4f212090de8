import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, watch, type FSWatcher } from "node:fs";
import { join } from "node:path";
import { isWithin } from "./counts.ts";

export type WatchOptions = {
  /** absolute; none within another */
  readonly folders: readonly string[];
  /** whether a change of this file, or of anything in this folder, matters */
  readonly counts: (path: string, isFolder: boolean) => boolean;
  /** Something was written. Called often; `beginRound` says what has become of it. */
  readonly onTouched: () => void;
  /** Something cannot be watched. `why` is a sentence for the person at the keyboard. */
  readonly onProblem: (why: string) => void;
};

export type ProjectWatcher = {
  /**
   * Begins a round. Files that have another content than when the last one began, appeared or went, and files written
   * while it was under way: it may have read anything of them. Absolute.
   */
  beginRound(): readonly string[];
  /** What this round reads of the project is read. */
  endRound(): void;
  close(): void;
};

/**
 * Watches folder by folder, so that node_modules is never entered, and sees files that editors replace by renaming
 * another one. What counts is the content: a file that is written with what it held before has not changed. Only while a
 * round reads the project, any write counts, because the round may have met a file half written or as it was in between.
 */
export function watchProject(options: WatchOptions): ProjectWatcher {
  /** every file there is, with the hash of its content; undefined: not read yet, its next touch counts */
  const known = new Map<string, string | undefined>();
  const watchers = new Map<string, FSWatcher>();
  const touched = new Set<string>();
  /** of these the round under way, or the last one, may have read something else than they hold now */
  const doubtful = new Set<string>();
  /** what the round under way is repeated for, although it holds what it held */
  let repeated: ReadonlySet<string> = new Set();
  let underWay = false;

  function addFolder(folder: string, isNew: boolean): void {
    if (watchers.has(folder)) return;
    try {
      // before the folder is read: nothing may be missed in between
      const watcher = watch(folder, (_event, name) => name !== null && touch(join(folder, name)));
      watchers.set(folder, watcher);
      watcher.on("error", () => removeFolder(folder));
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (!options.counts(path, entry.isDirectory())) continue;
        if (entry.isDirectory()) addFolder(path, isNew);
        else if (isNew) touch(path);
        else known.set(path, undefined);
      }
    } catch (error) {
      removeFolder(folder);
      if (codeOf(error) !== "ENOENT") options.onProblem(whyUnwatched(folder, error));
    }
  }

  function removeFolder(folder: string): void {
    for (const [path, watcher] of watchers) {
      if (!isWithin(folder, path)) continue;
      watcher.close();
      watchers.delete(path);
    }
    for (const path of known.keys()) if (isWithin(folder, path)) touched.add(path);
  }

  function touch(path: string): void {
    const isFolder = isFolderAt(path);
    if (isFolder === undefined && watchers.has(path)) removeFolder(path);
    else if (!options.counts(path, isFolder ?? false)) return;
    else if (isFolder) addFolder(path, true);
    else {
      touched.add(path);
      if (underWay && castsDoubt(path)) doubtful.add(path);
    }
    options.onTouched();
  }

  /** Whether a write casts doubt on the round: always once, so that a program that writes a file itself comes to rest. */
  function castsDoubt(path: string): boolean {
    return !repeated.has(path) || hashOf(path) !== known.get(path);
  }

  for (const folder of options.folders) addFolder(folder, false);

  return {
    beginRound() {
      const again = new Set<string>();
      const changed = [...touched].filter((path) => {
        const content = hashOf(path);
        const before = known.get(path);
        if (content === undefined) return known.delete(path);
        known.set(path, content);
        if (content !== before) return true;
        if (doubtful.has(path)) again.add(path);
        return doubtful.has(path);
      });
      touched.clear();
      doubtful.clear();
      repeated = again;
      underWay = true;
      return changed.sort();
    },
    endRound() {
      underWay = false;
    },
    close() {
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** undefined: nothing is there, or nothing that can be looked at */
function isFolderAt(path: string): boolean | undefined {
  try {
    return statSync(path).isDirectory();
  } catch {
    return undefined;
  }
}

/** undefined: there is no such file, or none that can be read */
function hashOf(path: string): string | undefined {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    return undefined;
  }
}

function whyUnwatched(folder: string, error: unknown): string {
  return codeOf(error) === "ENOSPC"
    ? `edits in ${folder} are not followed: the system watches no more files (fs.inotify.max_user_watches)`
    : `edits in ${folder} are not followed: ${error instanceof Error ? error.message : String(error)}`;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
