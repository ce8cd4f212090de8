import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test as base } from "vitest";
import { fileAsset, type Properties } from "../provider/values.ts";
import { hashAssets } from "./assets.ts";

const test = base.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads the names of other fixtures from this parameter
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), "assets-"));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

function archive(properties: Properties): Properties {
  return { [SIGNATURE]: ARCHIVE, ...properties };
}

async function hashOf(asset: Properties, folder: string): Promise<unknown> {
  const hashed = await hashAssets({ deep: [{ asset }] }, folder, "Thing (a)");
  return (hashed as { deep: [{ asset: { hash: unknown } }] }).deep[0].asset.hash;
}

describe("hashes", () => {
  test("a file's is the sha256 of its content, and the path stays as written", async ({ folder, expect }) => {
    await writeFile(join(folder, "a.txt"), "abc");
    const hashed = await hashAssets({ source: fileAsset("a.txt", "") }, folder, "Thing (a)");
    expect(hashed.source).toMatchObject({
      path: "a.txt",
      hash: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  });

  test("an archive's changes with the content and the names in a folder", async ({ folder, expect }) => {
    await mkdir(join(folder, "dir", "deep"), { recursive: true });
    await writeFile(join(folder, "dir", "deep", "a.txt"), "abc");
    const before = await hashOf(archive({ path: "dir" }), folder);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    await writeFile(join(folder, "dir", "deep", "a.txt"), "abcd");
    expect(await hashOf(archive({ path: "dir" }), folder)).not.toBe(before);
  });

  test("an archive of assets has one that does not depend on their order", async ({ folder, expect }) => {
    const one = { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text: "1" };
    const two = { ...one, text: "2" };
    const hash = await hashOf(archive({ assets: { one, two } }), folder);
    expect(await hashOf(archive({ assets: { two, one } }), folder)).toBe(hash);
    expect(await hashOf(archive({ assets: { one: two, two: one } }), folder)).not.toBe(hash);
  });

  test("a missing file is refused with its path and the resource", async ({ folder, expect }) => {
    const hashing = hashAssets({ source: fileAsset("gone.zip", "") }, folder, "Thing (a)");
    await expect(hashing).rejects.toThrow(
      `Thing (a): the file gone.zip does not exist (looked for ${join(folder, "gone.zip")})`,
    );
  });
});
