import { describe, expect, it } from "vitest";
import { parseGitignore } from "./gitignore.ts";

describe("what a .gitignore names", () => {
  it.each([
    ["node_modules/", "a/node_modules", "folder", true],
    ["node_modules/", "node_modules", "file", false],
    ["/dist/", "dist", "folder", true],
    ["/dist/", "apps/dist", "folder", false],
    ["*.log", "deep/down/npm.log", "file", true],
    ["*.log", "catalog", "file", false],
    ["docs/*.html", "docs/index.html", "file", true],
    ["docs/*.html", "docs/api/index.html", "file", false],
    ["**/out", "a/b/out", "folder", true],
    ["build/**", "build/a/b.js", "file", true],
    ["a?c", "abc", "file", true],
    ["a.c", "abc", "file", false],
    ["# *.ts", "index.ts", "file", false],
    [String.raw`\#notes`, "#notes", "file", true],
    ["*.js\n!keep.js", "keep.js", "file", false],
    ["*.js\n!keep.js", "other.js", "file", true],
    ["*.js\r\n\r\n", "other.js", "file", true],
  ])("%j, asked about %j as a %s: %j", (text, path, kind, ignored) => {
    expect(parseGitignore(text)(path, kind === "folder")).toBe(ignored);
  });
});
