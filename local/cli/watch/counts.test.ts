import { describe, expect, it } from "vitest";
import { counts } from "./counts.ts";
import { parseGitignore } from "./gitignore.ts";

const options = {
  project: "/home/me/shop",
  program: "/home/me/shop/infra/bin",
  stack: "test",
  ignored: parseGitignore("bin/\ndist/\n"),
  foreign: ["/home/me/shop/local"],
};

describe("files whose changes count", () => {
  it.each([
    "Pulumi.yaml",
    "Pulumi.test.yaml",
    "users.json",
    "infra/index.ts",
    "apps/api/server.ts",
    "page.html",
  ])("%s", (path) => {
    expect(counts(`/home/me/shop/${path}`, false, options)).toBe(true);
  });

  it.each(["Pulumi.prod.yaml", "infra/index.test.ts", "apps/page.spec.tsx", ".env", "apps/.server.ts.swp"])(
    "not %s",
    (path) => {
      expect(counts(`/home/me/shop/${path}`, false, options)).toBe(false);
    },
  );

  it.each(["node_modules", "apps/node_modules", ".git", ".packages", "dist", "local"])(
    "not the folder %s",
    (path) => {
      expect(counts(`/home/me/shop/${path}`, true, options)).toBe(false);
    },
  );

  it("those of the program's folder, though git ignores it", () => {
    expect(counts("/home/me/shop/infra", true, options)).toBe(true);
    expect(counts("/home/me/shop/infra/bin", true, options)).toBe(true);
    expect(counts("/home/me/shop/infra/bin/index.js", false, options)).toBe(true);
    expect(counts("/home/me/shop/apps/bin", true, options)).toBe(false);
  });

  it("those of a program that lies outside of the project", () => {
    expect(counts("/home/me/common/index.ts", false, { ...options, program: "/home/me/common" })).toBe(true);
  });
});
