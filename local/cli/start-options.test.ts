import { describe, it } from "vitest";
import { parseStartOptions } from "./start-options.ts";

const FOLDERS = { project: "/raptor", caller: "/here" };

describe("the options of npm start", () => {
  it("default to the test stack of this project on port 8400", ({ expect }) => {
    expect(parseStartOptions([], FOLDERS)).toEqual({
      cwd: "/raptor",
      stack: "test",
      config: {},
      port: 8400,
      json: false,
      upstreams: {},
      watch: true,
    });
  });

  it("are named as Pulumi names them, and repeat", ({ expect }) => {
    expect(
      parseStartOptions(
        [
          "-s",
          "dev",
          "-c",
          "sku=B1",
          "--config",
          "tags=a=b",
          "-C",
          "../other",
          "--port",
          "9000",
          "--json",
          "--upstream",
          "raptor-client=http://localhost:3000",
        ],
        FOLDERS,
      ),
    ).toEqual({
      cwd: "/other",
      stack: "dev",
      config: { sku: "B1", tags: "a=b" },
      port: 9000,
      json: true,
      upstreams: { "raptor-client": "http://localhost:3000" },
      watch: true,
    });
    expect(parseStartOptions(["--help", "--port", "x"], FOLDERS)).toBe("help");
  });

  it("that are wrong name the flag, the value and what is allowed", ({ expect }) => {
    const wrong: readonly (readonly [readonly string[], string])[] = [
      [["--port", "0"], "--port '0' is not a port: a whole number from 1 to 65000"],
      [["--port", "8e3"], "--port '8e3'"],
      [["-c", "sku"], "--config 'sku' is not of the form KEY=VALUE"],
      [["--upstream", "a"], "--upstream 'a' is not of the form SITE=URL"],
      [["--upstream", "a=https://example.com"], "not the address of a process on this machine"],
      [["--upstream", "a=http://localhost.example.com"], "not the address of a process on this machine"],
      [["--verbose"], "--verbose"],
      [["extra"], "extra"],
    ];
    for (const [argv, message] of wrong)
      expect(() => parseStartOptions(argv, FOLDERS), argv.join(" ")).toThrow(message);
  });
});
