import { describe, it } from "vitest";
import type { Operation } from "../engine/events.ts";
import { summaryLine } from "./summary-line.ts";

describe("the summary of a run", () => {
  function summary(...ops: readonly Operation[]): string {
    return summaryLine(
      ops.map((op) => ({ op })),
      920,
    );
  }

  it("counts what was done, a replacement once", ({ expect }) => {
    expect(
      summary("same", "same", "create", "update", "update", "replace", "delete-replaced", "delete"),
    ).toBe("+ 1 created, ~ 2 updated, +- 1 replaced, - 1 deleted, 2 unchanged (0.92 s)");
  });

  it("says so when nothing was", ({ expect }) => {
    expect(summary("same", "same", "read")).toBe("No changes, 2 unchanged (0.92 s)");
  });
});
