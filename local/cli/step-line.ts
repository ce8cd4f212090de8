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
/** of what two long values have in common */
const CONTEXT = 12;

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
      return `     ~ ${change.path}${difference(whole(change.from), whole(change.to))}`;
  }
}

/** Of long values only what differs, with a little of what stands before it. Nothing where there are no values. */
function difference(from: string, to: string): string {
  // an option that forces a replacement, as deletedWith does, is no property
  if (from === "" && to === "") return "";
  const same = commonStart(from, to);
  const start = Math.max(from.length, to.length) > LONGEST_VALUE ? Math.max(0, same - CONTEXT) : 0;
  return `: ${cut(from, start)} => ${cut(to, start)}`;
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function shown(value: Change["to"]): string {
  return cut(whole(value), 0);
}

function whole(value: Change["to"]): string {
  if (isUnknown(value)) return "[unknown]";
  if (isAsset(value)) return `file ${value.hash?.slice(0, 8) ?? ""}`;
  return JSON.stringify(value) ?? "";
}

/** A text is quoted also where only a part of it is shown. */
function cut(text: string, start: number): string {
  const end = start + LONGEST_VALUE;
  if (start === 0 && text.length <= end) return text;
  const quote = text.startsWith('"') ? '"' : "";
  const head = start > 0 ? `${quote}…` : "";
  const tail = text.length > end ? `…${quote}` : "";
  return `${head}${text.slice(start, end)}${tail}`;
}
