import { strToU8, zipSync } from "fflate";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test, type TestContext } from "vitest";
import { PackageProblem, unpack } from "./unpack.ts";

async function folder(onTestFinished: TestContext["onTestFinished"]): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "raptor-test-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

describe("a package", () => {
  test("is unpacked with its folders", async ({ expect, onTestFinished }) => {
    const place = await folder(onTestFinished);
    await unpack(
      zipSync({ "server.cjs": strToU8("1"), public: { "a b.css": strToU8("2") } }),
      join(place, "root"),
    );
    expect(await readFile(join(place, "root/server.cjs"), "utf8")).toBe("1");
    expect(await readFile(join(place, "root/public/a b.css"), "utf8")).toBe("2");
  });

  test.for(["../evil", "a/../../evil", "/evil", "a/..", "..\\evil", "C:evil", "./x"])(
    "is refused when a name leads elsewhere: %s",
    async (name, { expect, onTestFinished }) => {
      const place = await folder(onTestFinished);
      const zip = zipSync({ "good.txt": strToU8("x"), [name]: strToU8("evil") });
      await expect(unpack(zip, join(place, "root"))).rejects.toThrow(PackageProblem);
      expect(await readdir(place)).toEqual([]);
    },
  );

  test.for([
    [strToU8("not a zip"), "is no zip"],
    [new Uint8Array(), "is no zip"],
    [zipSync({}), "without files"],
  ] as const)("is refused when there is nothing in it", async ([zip, words], { expect, onTestFinished }) => {
    await expect(unpack(zip, await folder(onTestFinished))).rejects.toThrow(words);
  });
});
