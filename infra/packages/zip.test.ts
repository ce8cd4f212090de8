import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { describe, it } from "vitest";
import { zip } from "./zip.ts";

const files = { "server.cjs": new TextEncoder().encode("console.log(1)"), "a.txt": new Uint8Array([1, 2]) };

describe("a zip", () => {
  it("holds its files at its root", ({ expect }) => {
    expect(unzipSync(zip(files))).toEqual(files);
  });

  it("has the same bytes whatever the order of its files", ({ expect }) => {
    expect(zip({ "a.txt": files["a.txt"], "server.cjs": files["server.cjs"] })).toEqual(zip(files));
  });

  it("has the same bytes in every time zone", ({ expect }) => {
    const code = `
      import { createHash } from "node:crypto";
      import { zip } from ${JSON.stringify(new URL("zip.ts", import.meta.url).href)};
      const bytes = zip({ "server.cjs": new TextEncoder().encode("console.log(1)"), "a.txt": new Uint8Array([1, 2]) });
      process.stdout.write(createHash("sha256").update(bytes).digest("hex"));`;
    const expected = createHash("sha256").update(zip(files)).digest("hex");
    for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      const { stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], {
        env: { ...process.env, TZ: zone },
        encoding: "utf8",
      });
      expect(stdout, zone).toBe(expected);
    }
  });
});
