import { createHash } from "node:crypto";
import type { CheckContext, CheckFailure, Checked } from "../provider/handler.ts";
import { containsUnknown, isUnknown, UNKNOWN, type Properties } from "../provider/values.ts";
import { findResource, type Arm } from "./arm.ts";
import { formatId } from "./arm-id.ts";
import { resourcePaths } from "./resource-paths.ts";
import { valueAt } from "./property-at.ts";

/** azure-native's own mark, kept among the inputs, that a name was made up and may differ in a replacement. */
export const MADE_UP_NAME = "__createBeforeDelete";

/** One step of a `check`: may fill in an input, or say what is wrong with one. Unknown values pass. */
export type CheckStep = (inputs: Properties, context: CheckContext) => Partial<Checked>;

/** A `check` that runs the steps in order, each on the inputs that the one before left. */
export function checkWith(...steps: readonly CheckStep[]) {
  return (inputs: Properties, context: CheckContext): Checked => {
    let current = withoutNulls(inputs);
    const failures: CheckFailure[] = [];
    for (const step of steps) {
      const result = step(current, context);
      current = result.inputs ?? current;
      failures.push(...(result.failures ?? []));
    }
    return { inputs: current, failures };
  };
}

export function required(...names: readonly string[]): CheckStep {
  return (inputs) => ({
    failures: names
      .filter((name) => valueAt(inputs, name) === undefined)
      .map((property) => ({ property, reason: `missing required property '${property}'` })),
  });
}

/** azure-native's default names: the logical name with 8 hex digits, a GUID, or the logical name itself. */
export function autoName(property: string, kind: "suffixed" | "guid" | "copied"): CheckStep {
  return (inputs, { name, urn, olds, suffix }) => {
    if (inputs[property] !== undefined) return {};
    const old = olds?.[property];
    if (old !== undefined) {
      const marker = olds?.[MADE_UP_NAME] === true ? { [MADE_UP_NAME]: true } : {};
      return { inputs: { ...inputs, [property]: old, ...marker } };
    }
    if (kind === "copied") return { inputs: { ...inputs, [property]: name } };
    const made = kind === "guid" ? guidFrom(`${urn} ${suffix}`) : `${name}${suffix}`;
    return { inputs: { ...inputs, [property]: made, [MADE_UP_NAME]: true } };
  };
}

/** Where none is declared: the location of last time, the provider's, or the resource group's, in this order. */
export function groupLocation(arm: Arm): CheckStep {
  return (inputs, { olds, config }) => {
    if (inputs["location"] !== undefined) return {};
    const known = olds?.["location"] ?? config["location"];
    if (known !== undefined) return { inputs: { ...inputs, location: known } };
    const group = inputs["resourceGroupName"];
    if (typeof group !== "string") return {};
    if (isUnknown(group)) return { inputs: { ...inputs, location: UNKNOWN } };
    const id = formatId(resourcePaths.resourceGroup, {
      subscriptionId: arm.subscriptionId,
      resourceGroupName: group,
    });
    const location = findResource(arm, id)?.inputs["location"];
    return location === undefined ? {} : { inputs: { ...inputs, location } };
  };
}

/** azure-native's own sentence for a location that neither the program nor the resource group gives. */
export function requiredLocation(): CheckStep {
  return (inputs) =>
    inputs["location"] === undefined
      ? {
          failures: [
            {
              property: "location",
              reason:
                "missing required property 'location'. Either set it explicitly or configure it with " +
                "'pulumi config set azure-native:location <value>'.",
            },
          ],
        }
      : {};
}

/** A rule for a known text: returns what is wrong with it. */
export function textRule(property: string, rule: (text: string) => string | undefined): CheckStep {
  return (inputs) => {
    const value = valueAt(inputs, property);
    if (value === undefined || containsUnknown(value)) return {};
    const reason =
      typeof value === "string"
        ? rule(value)
        : `'${property}' should be of type 'string' but is ${typeof value}`;
    return reason === undefined ? {} : { failures: [{ property, reason }] };
  };
}

/** A rule over all inputs. */
export function inputsRule(rule: (inputs: Properties) => CheckFailure | undefined): CheckStep {
  return (inputs) => {
    const failure = rule(inputs);
    return failure ? { failures: [failure] } : {};
  };
}

function withoutNulls(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null));
}

function guidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
