import type { EngineEvent } from "../engine/events.ts";
import type { SiteEvent } from "../appservice/events.ts";
import { STACK_TYPE } from "../engine/urn.ts";
import { stepLines } from "./step-line.ts";

/** Of an app's output; a minified bundle that throws is quoted by Node as one line. */
const LONGEST_LINE = 500;

/** What goes to the terminal; with --json all of it goes to stderr, so that stdout holds the one line alone. */
export type Console = {
  line(text: string): void;
  engineEvent(event: EngineEvent): void;
  siteEvent(event: SiteEvent): void;
};

export function createConsole(write: (text: string) => void): Console {
  function line(text: string): void {
    write(`${text}\n`);
  }
  return {
    line,
    engineEvent(event) {
      for (const text of engineEventLines(event)) line(text);
    },
    siteEvent(event) {
      line(siteEventLine(event));
    },
  };
}

/** One line: what an app that died has said last is there already, as its output. */
function siteEventLine({ site, kind, message }: SiteEvent): string {
  const [first = ""] = message.split("\n");
  // an app may print in colours; in all other messages may stand what a stranger has sent
  const harmless = kind === "output" ? first : first.replaceAll(/\p{Cc}/gu, "\uFFFD");
  const text = harmless.length > LONGEST_LINE ? `${harmless.slice(0, LONGEST_LINE)}…` : harmless;
  return `[${site}] ${kind === "warning" ? "warning: " : ""}${text}`;
}

/** Nothing for what went without change, and nothing for errors: those end the run, which says them once. */
function engineEventLines(event: EngineEvent): readonly string[] {
  switch (event.kind) {
    case "step-finished":
      return event.op === "same" || event.type === STACK_TYPE ? [] : stepLines(event);
    case "diagnostic":
      return event.severity === "debug" || event.severity === "error"
        ? []
        : [`${event.severity}: ${event.message}`];
    case "output":
      return [`program: ${event.line}`];
    case "step-started":
    case "step-failed":
    case "phase":
      return [];
  }
}
