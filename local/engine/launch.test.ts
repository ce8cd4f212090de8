import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "vitest";
import { createToy } from "./fixtures/toy-provider.ts";
import { launch } from "./launch.ts";
import { readProject } from "./project.ts";
import { deploy } from "./run.ts";
import { readStackConfig } from "./stack-config.ts";
import { emptyState } from "./state.ts";

const project = readProject(join(import.meta.dirname, "fixtures", "programs"));
const options = {
  project: { ...project, entryPoint: "options.ts" },
  stack: "dev",
  config: readStackConfig(project, "dev", {}),
};

test("a program that was started early waits until it is taken up", async ({ expect }) => {
  const program = await launch(options);
  // Longer than the SDK needs to ask its first question.
  await delay(1000);
  const result = await deploy({
    program,
    providers: [createToy().provider],
    state: emptyState,
    onEvent: () => undefined,
  });
  expect(result.registrations.map((one) => one.name)).toContain("all");
});

test("a program that is never taken up is ended", async ({ expect }) => {
  const program = await launch(options);
  program.close();
  expect(await program.process.exited).toBeUndefined();
});
