import { test } from "vitest";
import { readableError } from "./readable-error.ts";

test("an error keeps the frames of the program, with paths from its folder", ({ expect }) => {
  const message = [
    "Running program '/home/me/infra/index.ts' failed with an unhandled exception:",
    "\u001b[36m<ref *1>\u001b[39m Error: cannot read the plan",
    "    at readPlan \u001b[90m(file:///home/me/infra/\u001b[39mplan.ts:10:11\u001b[90m)\u001b[39m",
    "    at applyHelperAsync (/home/me/node_modules/\u001b[4m@pulumi/output.ts:519:31)\u001b[24m",
    "\u001b[90m    at processTicksAndRejections (node:internal/process/task_queues:104:5)\u001b[39m {",
    "  promise: Promise { <rejected> [Circular *1] }",
    "}",
  ].join("\n");
  expect(readableError(message, "/home/me/infra")).toBe(
    [
      "Running program 'index.ts' failed with an unhandled exception:",
      "Error: cannot read the plan",
      "    at readPlan (plan.ts:10:11)",
    ].join("\n"),
  );
});

test("a message that is no error stays as it is", ({ expect }) => {
  expect(readableError("two\n  lines at noon", "/home/me")).toBe("two\n  lines at noon");
});
