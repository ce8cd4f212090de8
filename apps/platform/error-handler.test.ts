import express from "express";
import { describe, it, vi } from "vitest";
import { errorHandler } from "./error-handler.ts";
import { Refusal } from "./refusal.ts";
import { startTestServer } from "./test-server.ts";

async function ask(path: string): Promise<{ status: number; body: string; logged: string }> {
  const app = express();
  app.get("/fails", () => {
    throw new Error("the database password is wrong");
  });
  app.get("/refuses", () => {
    throw new Refusal(409, "Taken", "That name is taken.");
  });
  app.get("/items/:id", () => {});
  app.use(errorHandler(({ code, message }, res) => res.send(`${code}: ${message}`)));
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await using server = await startTestServer(app);
    const response = await fetch(server.url + path);
    return { status: response.status, body: await response.text(), logged: stderr.mock.calls.join("") };
  } finally {
    stderr.mockRestore();
  }
}

describe("errorHandler", () => {
  it("keeps the details of a failure to the log, and the query string out of it", async ({ expect }) => {
    const { status, body, logged } = await ask("/fails?code=abc");
    expect(status).toBe(500);
    expect(body).toMatch(/^InternalError: Something went wrong on our side\./);
    expect(logged).toContain("GET /fails failed: Error: the database password is wrong");
    expect(logged).not.toContain("abc");
  });

  it("shows what the app refused on purpose, and logs nothing", async ({ expect }) => {
    expect(await ask("/refuses")).toEqual({ status: 409, body: "Taken: That name is taken.", logged: "" });
  });

  it("blames the request for what cannot be read", async ({ expect }) => {
    expect(await ask("/items/%zz")).toMatchObject({
      status: 400,
      body: "BadRequest: The request could not be read.",
    });
  });
});
