import { isRange, tierOf } from "../appservice/sku.ts";
import type { SettingName, Settings } from "./settings.ts";

/**
 * Settings that are right one by one and impossible together. A setting that is wrong by itself is undefined here and
 * conflicts with nothing. `given`: the names that the stack file states.
 */
export function conflicts(
  settings: Partial<Settings>,
  given: ReadonlySet<string>,
  prefix: string,
): readonly string[] {
  function named(name: SettingName): string {
    return `${prefix}${name}`;
  }

  const problems: string[] = [];
  const { sku, instances, frontendName, backendName } = settings;

  if (sku !== undefined && instances !== undefined) {
    const tier = tierOf(sku);
    const text = isRange(instances) ? `${instances.minimum}-${instances.maximum}` : `${instances.minimum}`;
    const wrong = `${named("instances")} is ${text}, but ${named("sku")} is ${sku}`;
    if (instances.maximum > tier.maximumInstances) {
      problems.push(`${wrong}, which allows at most ${tier.maximumInstances}`);
    } else if (isRange(instances) && !tier.automaticScaling) {
      problems.push(
        `${wrong}, which has a fixed number of instances: a range needs P1v2 or a larger Premium size`,
      );
    }
  }

  if (frontendName !== undefined && frontendName.toLowerCase() === backendName?.toLowerCase()) {
    problems.push(
      `${named("frontendName")} and ${named("backendName")} are both ${frontendName}, but they are two sites and need two names`,
    );
  }

  if (settings.credentials === "managedIdentity" && given.has("secretGeneration")) {
    problems.push(
      `${named("secretGeneration")} is ${settings.secretGeneration}, but ${named("credentials")} is managedIdentity, ` +
        "which has no secret to rotate: leave it out",
    );
  }
  return problems;
}
