import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, it } from "vitest";

const run = promisify(execFile);

describe("the frontend's process", () => {
  it("ends with one line when BACKEND_URL is missing", async ({ expect }) => {
    const failure = run(process.execPath, ["server.ts"], { cwd: import.meta.dirname, env: { PORT: "0" } });
    await expect(failure).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^frontend: BACKEND_URL is not set\. [^\n]+\n$/),
    });
  });
});
