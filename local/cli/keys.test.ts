import { PassThrough } from "node:stream";
import { describe, it } from "vitest";
import { listenForKeys } from "./keys.ts";

function terminal() {
  const modes: boolean[] = [];
  const stream = new PassThrough();
  const input = Object.assign(stream, {
    setRawMode(on: boolean) {
      modes.push(on);
      return input as never;
    },
  });
  return { input: input as never, modes, type: (keys: string) => stream.emit("data", keys) };
}

describe("keys", () => {
  it("do what they stand for; others do nothing", ({ expect }) => {
    const { input, type } = terminal();
    const pressed: string[] = [];
    const keys = listenForKeys(input, {
      open: () => pressed.push("open"),
      redeploy: () => pressed.push("redeploy"),
      stop: () => pressed.push("stop"),
    });
    for (const key of ["o", "r", "x", "\r", "\u001B[A", "q"]) type(key);
    keys.close();
    expect(pressed).toEqual(["open", "redeploy", "stop"]);
  });

  it("take Ctrl+C, which is no signal in raw mode", ({ expect }) => {
    const { input, type } = terminal();
    let stopped = 0;
    const keys = listenForKeys(input, { open() {}, redeploy() {}, stop: () => stopped++ });
    type("\u0003");
    keys.close();
    expect(stopped).toBe(1);
  });

  it("give the terminal its mode back, and are deaf from then on", ({ expect }) => {
    const { input, type, modes } = terminal();
    let stopped = 0;
    const before = process.listenerCount("exit");
    const keys = listenForKeys(input, { open() {}, redeploy() {}, stop: () => stopped++ });
    expect(modes).toEqual([true]);
    expect(process.listenerCount("exit")).toBe(before + 1);
    keys.close();
    type("q");
    expect(modes).toEqual([true, false]);
    expect(process.listenerCount("exit")).toBe(before);
    expect(stopped).toBe(0);
  });
});
