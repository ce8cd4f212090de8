import { describe, it } from "vitest";
import { stations } from "../failure.ts";
import type { Progress } from "./flow.ts";
import { flow, stepOf } from "./flow.ts";

function states(progress: Progress): readonly string[] {
  return stations.map((station) => stepOf(station, progress).state);
}

describe("stepOf", () => {
  it("has done nothing but sign in before anyone asked", ({ expect }) => {
    expect(states("idle")).toEqual(["done", "waiting", "waiting", "waiting"]);
  });

  it("has done everything when the answer came", ({ expect }) => {
    expect(states("complete")).toEqual(["done", "done", "done", "done"]);
  });

  it("fails at one station and never reaches what is behind it", ({ expect }) => {
    const refused: Progress = { stoppedAt: "frontDoor", caption: "Application not allowed (403)" };
    expect(states(refused)).toEqual(["done", "done", "failed", "waiting"]);
    expect(stepOf("frontDoor", refused).caption).toBe("Application not allowed (403)");
    expect(stepOf("api", refused).caption).toBe("Not reached");
  });
});

describe("flow", () => {
  it("says in words what the marks say in colour", ({ expect }) => {
    const { markup } = flow({ stoppedAt: "api", caption: "Failed (500)" });
    expect(markup.match(/\(done\)/g)).toHaveLength(3);
    expect(markup).toContain("(failed here)");
  });
});
