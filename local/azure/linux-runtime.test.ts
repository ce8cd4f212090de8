import { describe, expect, it } from "vitest";
import { isKnownLinuxRuntime } from "./linux-runtime.ts";

describe("linuxFxVersion", () => {
  it.each([
    "NODE|24-lts",
    "node|20-lts",
    "PYTHON|3.12",
    "DOTNETCORE|9.0",
    "DOCKER|nginx:latest",
    "sitecontainers",
  ])("may be %s", (version) => {
    expect(isKnownLinuxRuntime(version)).toBe(true);
  });

  it.each([
    "NODE|99-lts",
    "NODE|24",
    "NODE:24-lts",
    "NODE",
    "NODE|",
    "RUST|1.90",
    "NODE|24-lts|x",
    "|24-lts",
  ])("cannot be %s", (version) => {
    expect(isKnownLinuxRuntime(version)).toBe(false);
  });
});
