import { describe, expect, it } from "vitest";
import { browserCommand } from "./open-browser.ts";

describe("opening a browser", () => {
  it.each([
    ["linux", "xdg-open"],
    ["darwin", "open"],
    ["win32", "rundll32"],
  ] as const)("on %s is done by %s, with the address as one argument", (platform, program) => {
    const [command, ...args] = browserCommand("http://raptor-client.localhost:8401/?a=1&b=2", platform);
    expect(command).toBe(program);
    expect(args.at(-1)).toBe("http://raptor-client.localhost:8401/?a=1&b=2");
  });
});
