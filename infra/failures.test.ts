import { afterAll, beforeAll, describe, it } from "vitest";
import { startProgram, type TestProgram } from "./testing/program.ts";

/*
 * What stops the program does so before anything is declared, in words and without a stack.
 */

let program: TestProgram;

beforeAll(async () => {
  program = await startProgram();
});

afterAll(async () => {
  await program.close();
});

async function failureOf(
  run: Promise<unknown>,
): Promise<{ readonly message: string; readonly resources: number }> {
  const error: unknown = await run.then(
    () => new Error("the program ran"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error("not an error");
  const { state } = error as {
    readonly state?: { readonly resources: readonly { readonly custom: boolean }[] };
  };
  return {
    message: error.message,
    resources: (state?.resources ?? []).filter(({ custom }) => custom).length,
  };
}

describe("the program", () => {
  it("names every wrong setting at once", async ({ expect }) => {
    const { message, resources } = await failureOf(
      program.update({ sku: "F1", instances: "2", frontendName: "-", locaton: "x" }),
    );
    expect(message.split("\n")).toEqual([
      "The settings of the stack are wrong:",
      '  raptor:frontendName is "-", but must be 2 to 60 letters, digits and hyphens, without a hyphen at either end',
      expect.stringMatching(/^ {2}raptor:locaton is "x", but there is no such setting/),
      "  raptor:instances is 2, but raptor:sku is F1, which allows at most 1",
    ]);
    expect(resources).toBe(0);
  });

  it("names file, line and column of a mistake in an app", async ({ expect }) => {
    await program.edit("apps/backend/server.ts", (code) => `const = 1;\n${code}`);
    const { message, resources } = await failureOf(program.update());
    expect(message).toBe(
      'The apps cannot be bundled:\napps/backend/server.ts:1:7: Expected identifier but found "="',
    );
    expect(resources).toBe(0);
  });

  it("says in one line what to do when Node is too old", async ({ expect }) => {
    const old =
      "data:text/javascript,Object.defineProperty(process.versions,%22node%22,{value:%2220.20.2%22})";
    await program.edit("Pulumi.yaml", (text) =>
      text.replace("typescript: false", `typescript: false\n    nodeargs: "--import ${old}"`),
    );
    const { message, resources } = await failureOf(program.update());
    expect(message).toBe(
      "This program needs Node 24 or newer, with type stripping on, and this is Node 20.20.2: run `npx pulumi`, " +
        "which uses the Node that `npm ci` installed.",
    );
    expect(resources).toBe(0);
  });
});
