import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, it } from "vitest";

const RUNTIME = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run/index.js");
const SELDOM_NEEDED = join(import.meta.dirname, "seldom-needed.cjs");

/** What the code prints as JSON, in a process of its own: `sdk` loads modules of the SDK, `loaded` tells of any. */
async function run(code: string): Promise<unknown> {
  const script = `
    const { createRequire } = require("node:module");
    const sdk = createRequire(${JSON.stringify(RUNTIME)});
    require(${JSON.stringify(SELDOM_NEEDED)}).loadSeldomNeededLater(${JSON.stringify(RUNTIME)});
    const loaded = (part) => Object.keys(require.cache).some((path) => path.includes(part));
    (async () => { ${code} })().then((result) => console.log(JSON.stringify(result)));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script]);
  return JSON.parse(stdout);
}

describe("modules that are seldom needed", () => {
  it("are not loaded with the SDK", async ({ expect }) => {
    const result = await run(`
      sdk("./tracing");
      sdk("@pulumi/pulumi");
      return ["/typescript/lib", "/@npmcli/arborist/", "/sdk-trace-node/", "/grpc-js/"].map(loaded);`);
    expect(result).toEqual([false, false, false, true]);
  });

  it("are there when a function is turned into code", async ({ expect }) => {
    const result = await run(`
      const { runtime } = sdk("@pulumi/pulumi");
      const answer = 42;
      const { text } = await runtime.serializeFunction(() => answer);
      return [text.includes("answer: 42"), loaded("/typescript/lib")];`);
    expect(result).toEqual([true, true]);
  });

  it("are there when traces are sent", async ({ expect }) => {
    const result = await run(`
      const tracing = sdk("./tracing");
      const off = tracing.newSpan("off").isRecording();
      tracing.start("http://127.0.0.1:9/api/v2/spans");
      return [off, tracing.newSpan("on").isRecording(), loaded("/sdk-trace-node/")];`);
    expect(result).toEqual([false, true, true]);
  });
});
