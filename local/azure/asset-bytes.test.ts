import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";
import { fileAsset } from "../provider/values.ts";
import { assetBytes } from "./asset-bytes.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function directoryWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), "asset-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  return directory;
}

describe("an asset", () => {
  it("may be a text", ({ expect }) => {
    const text = { [SIGNATURE]: ASSET, text: "héllo", hash: hash("héllo") };
    expect(String(assetBytes(text, []))).toBe("héllo");
    expect(String(assetBytes({ ...text, path: "", uri: "" }, []))).toBe("héllo");
  });

  it("may be a file with its full path", ({ expect }) => {
    const directory = directoryWith({ a: "x" });
    expect(String(assetBytes(fileAsset(join(directory, "a"), hash("x")), []))).toBe("x");
  });

  it("is looked for in each directory, and taken only where the content is the declared one", ({
    expect,
  }) => {
    const [empty, other, right] = [directoryWith({}), directoryWith({ a: "y" }), directoryWith({ a: "x" })];
    expect(String(assetBytes(fileAsset("a", hash("x")), [empty, other, right]))).toBe("x");
  });

  it("that is another file than declared is refused", ({ expect }) => {
    const directory = directoryWith({ a: "changed" });
    expect(() => assetBytes(fileAsset("a", hash("x")), [directory])).toThrow(
      `'source': the file ${join(directory, "a")} is not the one the program declared`,
    );
  });

  it("that is nowhere is refused with the places it was looked for", ({ expect }) => {
    expect(() => assetBytes(fileAsset("a", hash("x")), ["/one", "/two"])).toThrow(
      "'source': the file 'a' does not exist; looked for /one/a, /two/a",
    );
  });

  it("that is a folder is refused", ({ expect }) => {
    const directory = directoryWith({});
    mkdirSync(join(directory, "a"));
    expect(() => assetBytes(fileAsset("a", hash("x")), [directory])).toThrow("cannot be read (EISDIR)");
  });

  it("is not an archive, not an address, and not anything else", ({ expect }) => {
    const archive = { [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7", path: "a" };
    expect(() => assetBytes(archive, [])).toThrow("'source' is an archive");
    expect(() => assetBytes({ [SIGNATURE]: ASSET, uri: "https://x" }, [])).toThrow(
      "the remote asset https://x",
    );
    expect(() => assetBytes("a", [])).toThrow("'source' is not an asset");
  });
});
