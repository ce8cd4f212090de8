import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, it } from "vitest";

const run = promisify(execFile);

describe("the backend's process", () => {
  it("ends with one line when PORT is missing", async ({ expect }) => {
    const failure = run(process.execPath, ["server.ts"], { cwd: import.meta.dirname, env: {} });
    await expect(failure).rejects.toMatchObject({
      code: 1,
      stdout: "",
      stderr:
        "backend: PORT is not set. It must be the number of the port to listen on, for example PORT=8080.\n",
    });
  });
});
