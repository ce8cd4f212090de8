import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");

/** Per room, what it must not import. design.md: the rooms */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  infra: ["local/cloud", "apps/backend", "e2e"],
  "apps/frontend": ["apps/backend", "infra", "local/cloud"],
  "apps/backend": ["apps/frontend", "infra", "local/cloud"],
  "apps/platform": ["apps/frontend", "infra", "local/cloud"],
  "local/provider": [
    "local/engine",
    "local/azure",
    "local/entra",
    "local/appservice",
    "local/cloud",
    "local/cli",
  ],
  "local/engine": [
    "local/azure",
    "local/entra",
    "local/appservice",
    "local/cloud",
    "local/cli",
    "infra",
    "e2e",
  ],
  "local/azure": ["local/engine", "local/entra", "local/appservice", "local/cloud", "local/cli"],
  "local/entra": ["local/engine", "local/azure", "local/appservice", "local/cloud", "local/cli"],
  "local/appservice": [
    "local/engine",
    "local/azure",
    "local/entra",
    "local/provider",
    "local/cloud",
    "local/cli",
  ],
  "local/cloud": ["local/engine", "local/cli", "infra"],
  "local/cli": ["local/azure", "infra", "apps/frontend", "e2e"],
};

const DEPTHS = ["", "inner", "inner/most"];

describe("the linter", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "raptor-rooms-"));
    await cp(join(ROOT, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    for (const [room, forbidden] of Object.entries(FORBIDDEN)) {
      for (const depth of DEPTHS) {
        const file = join(folder, room, depth, "probe.ts");
        await mkdir(dirname(file), { recursive: true });
        const imports = forbidden.map((other) => {
          const path = relative(dirname(file), join(folder, other, "thing.ts"));
          return `import "${path}";\n`;
        });
        await writeFile(file, imports.join(""));
      }
    }
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it("refuses each import that a room must not have, however deep in the room it stands", ({ expect }) => {
    const oxlint = join(ROOT, "node_modules", "oxlint", "bin", "oxlint");
    const { stdout } = spawnSync(process.execPath, [oxlint, "--format", "json"], {
      cwd: folder,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
    };
    const counts: Record<string, number> = {};
    for (const { code, filename } of diagnostics) {
      if (code.includes("no-restricted-imports")) counts[filename] = (counts[filename] ?? 0) + 1;
    }
    const expected = Object.entries(FORBIDDEN).flatMap(([room, forbidden]) =>
      DEPTHS.map((depth) => [join(room, depth, "probe.ts"), forbidden.length] as const),
    );
    expect(counts).toEqual(Object.fromEntries(expected));
  });
});
