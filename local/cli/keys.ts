import { readFileSync } from "node:fs";
import process from "node:process";

export type KeyActions = {
  readonly open: () => void;
  readonly redeploy: () => void;
  readonly stop: () => void;
};

/** The part of a terminal's input that is needed here. */
export type KeyInput = Pick<
  NodeJS.ReadStream,
  "setRawMode" | "resume" | "pause" | "on" | "off" | "setEncoding"
>;

export type Keys = { close(): void };

const CTRL_C = "\u0003";
const CTRL_Z = "\u001A";

/** Whether somebody sits at a keyboard that this process may read from. */
export function hasKeyboard(): boolean {
  return process.stdin.isTTY && process.stdout.isTTY && inForeground();
}

/** Single keys, without Enter. The terminal gets its own mode back on `close`, and whenever the process ends. */
export function listenForKeys(input: KeyInput, actions: KeyActions): Keys {
  function raw(on: boolean): void {
    input.setRawMode(on);
  }
  function restore(): void {
    raw(false);
  }
  /** In raw mode the terminal sends the keys that otherwise are signals. */
  function suspend(): void {
    restore();
    process.once("SIGCONT", () => raw(true));
    process.kill(process.pid, "SIGTSTP");
  }
  function onKeys(keys: string): void {
    for (const key of keys) {
      if (key === "o") actions.open();
      else if (key === "r") actions.redeploy();
      else if (key === "q" || key === CTRL_C) actions.stop();
      else if (key === CTRL_Z) suspend();
    }
  }

  raw(true);
  process.once("exit", restore);
  input.setEncoding("utf8");
  input.on("data", onKeys);
  input.resume();
  return {
    close() {
      process.off("exit", restore);
      input.off("data", onKeys);
      input.pause();
      restore();
    },
  };
}

/** A process in the background is stopped by the system as soon as it touches the terminal. Known on Linux only. */
function inForeground(): boolean {
  try {
    // after the name, which is in parentheses: state, parent, group, session, terminal, the terminal's group
    const [, , group, , , foreground] =
      readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return group === foreground;
  } catch {
    return true;
  }
}
