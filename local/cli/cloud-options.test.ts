import { describe, it } from "vitest";
import { CLOUD_HELP, parseCloudOptions } from "./cloud-options.ts";
import { UserError } from "./user-error.ts";

const from = { project: "/home/me/raptor", caller: "/home/me/raptor/infra" };

describe("the options of npm run cloud", () => {
  it("have defaults", ({ expect }) => {
    expect(parseCloudOptions([], from)).toEqual({
      cwd: "/home/me/raptor",
      port: 8400,
      json: false,
      upstreams: {},
    });
  });

  it("are as those of npm start", ({ expect }) => {
    const argv = ["--port", "9000", "--json", "-C", "../../shop", "--upstream", "shop=http://localhost:3000"];
    expect(parseCloudOptions(argv, from)).toEqual({
      cwd: "/home/me/shop",
      port: 9000,
      json: true,
      upstreams: { shop: "http://localhost:3000" },
    });
  });

  it.for([
    [["--port", "x"], "--port 'x'"],
    [["--upstream", "shop=https://example.com"], "--upstream 'shop=https://example.com'"],
    [["--stack", "test"], "--stack"],
    [["up"], "up"],
  ] as const)("%j are refused by name", ([argv, named], { expect }) => {
    expect(() => parseCloudOptions(argv, from)).toThrow(UserError);
    expect(() => parseCloudOptions(argv, from)).toThrow(named);
  });

  it("explain themselves", ({ expect }) => {
    expect(parseCloudOptions(["-h"], from)).toBe("help");
    for (const flag of ["--cwd", "--port", "--json", "--upstream", "--help"])
      expect(CLOUD_HELP).toContain(flag);
  });
});
