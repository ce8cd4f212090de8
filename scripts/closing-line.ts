import { writeFileSync } from "node:fs";
import process from "node:process";
import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

/** Ends a test run with the one line that says how many tests ran, in words any reader of a log can count on. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state === "pending" ? "skipped" : state] += 1;
      }
      if (module.errors().length > 0) count.failed += 1;
    }
    if (errors.length > 0 || (reason === "failed" && count.failed === 0))
      count.failed += Math.max(1, errors.length);
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
    // printed at the very end, after vitest's own summary
    process.once("exit", () =>
      writeFileSync(1, `\n${count.passed} passed, ${count.failed} failed${skipped}\n`),
    );
  }
}
