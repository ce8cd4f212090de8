import { describe, test } from "vitest";
import { commandLine } from "./command-line.ts";

describe("an app command line", () => {
  test.for([
    ["node server.cjs", ["node", "server.cjs"]],
    ["  node   --max-old-space-size=64 a/b.js ", ["node", "--max-old-space-size=64", "a/b.js"]],
    [`node "my server.cjs" 'a b' c"d e"f`, ["node", "my server.cjs", "a b", "cd ef"]],
    [`node x '$HOME | *'`, ["node", "x", "$HOME | *"]],
  ] as const)("%s has the words %o", ([text, words], { expect }) => {
    expect(commandLine(text)).toEqual(words);
  });

  test.for(["npm ci && npm start", "node $FILE", "a | b", "a > b", "a; b", "node `x`", "node *.js", "~/run"])(
    "is refused where it takes a shell: %s",
    (text, { expect }) => {
      expect(commandLine(text)).toMatchObject({ problem: expect.stringContaining("needs a shell for") });
    },
  );

  test("is refused when it is empty", ({ expect }) => {
    expect(commandLine(" ")).toMatchObject({ problem: expect.stringContaining("is empty") });
  });
});
