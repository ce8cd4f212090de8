import { describe, expect, it } from "vitest";
import { findPulumi } from "./find-pulumi.ts";

const env = { PATH: "/home/me/raptor/node_modules/.bin:/usr/bin:/opt/pulumi/bin", HOME: "/home/me" };

describe("the Pulumi CLI", () => {
  it("is the one on PATH, not npm's downloader", () => {
    expect(findPulumi(env, () => true)).toBe("/usr/bin/pulumi");
    expect(findPulumi(env, (path) => path === "/opt/pulumi/bin/pulumi")).toBe("/opt/pulumi/bin/pulumi");
  });

  it("is else the one that the downloader left", () => {
    const found = findPulumi(env, (path) => path.startsWith("/home/me/.pulumi/"));
    expect(found).toMatch(/^\/home\/me\/\.pulumi\/versions\/3\.\d+\.\d+\/bin\/pulumi$/);
    const elsewhere = { ...env, PULUMI_HOME: "/data", PULUMI_VERSION: "3.1.0" };
    expect(findPulumi(elsewhere, (path) => path.startsWith("/data/"))).toBe(
      "/data/versions/3.1.0/bin/pulumi",
    );
  });

  it("may be missing", () => {
    expect(findPulumi(env, () => false)).toBeUndefined();
    expect(findPulumi({}, () => false)).toBeUndefined();
  });
});
