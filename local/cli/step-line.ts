import type { Change, Operation, Step } from "../engine/events.ts";
import { isAsset, isUnknown } from "../provider/values.ts";
import { seconds } from "./ready.ts";

/** Pulumi's own signs. */
export const SIGNS: Readonly<Record<Operation, string>> = {
  same: " ",
  create: "+",
  update: "~",
  replace: "+-",
  delete: "-",
  "delete-replaced": "--",
  read: ">",
  import: "=",
  discard: "<",
};

const LONGEST_VALUE = 60;

/** One line for a resource, and one below it for each property that changed. Secrets come masked already. */
export function stepLines(step: Step): readonly string[] {
  return [
    `${SIGNS[step.op].padEnd(2)} ${shortType(step.type).padEnd(52)} ${step.name.padEnd(34)} ${seconds(step.duration)}`,
    ...(step.op === "update" || step.op === "replace" ? step.changes.map(changeLine) : []),
  ];
}

/** "azuread:index/application:Application" as Pulumi shows it: "azuread:index:Application" */
function shortType(type: string): string {
  return type.replace(/^([^:]+:[^:/]+)\/[^:]+:/, "$1:");
}

function changeLine(change: Change): string {
  switch (change.kind) {
    case "add":
      return `     + ${change.path}: ${shown(change.to)}`;
    case "delete":
      return `     - ${change.path}: ${shown(change.from)}`;
    case "update":
      return `     ~ ${change.path}: ${shown(change.from)} => ${shown(change.to)}`;
  }
}

function shown(value: Change["to"]): string {
  if (isUnknown(value)) return "[unknown]";
  if (isAsset(value)) return `file ${value.hash?.slice(0, 8) ?? ""}`;
  const text = JSON.stringify(value) ?? "";
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
