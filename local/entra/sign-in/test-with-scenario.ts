import { test } from "vitest";
import { startScenario, type Scenario } from "./in-test.ts";

/** A test with a scenario of its own, which ends with the test. */
export const scenarioTest = test.extend<{ scenario: Scenario }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads from the pattern which fixtures this one needs
  scenario: async ({}, use) => {
    const scenario = await startScenario();
    await use(scenario);
    await scenario.signIn.close();
  },
});
