import type { ParseArgsOptionsConfig } from "node:util";
import {
  COMMON_FLAGS,
  commonOptions,
  keyValues,
  parseFlags,
  type CommonOptions,
  type Folders,
} from "./flags.ts";

export type StartOptions = CommonOptions & {
  readonly stack: string;
  /** settings given on the command line, which win over the stack's file */
  readonly config: Readonly<Record<string, string>>;
  /** whether edits of the project are deployed as they are saved */
  readonly watch: boolean;
};

export const START_HELP = `Usage: npm start -- [options]

Runs the Pulumi program against local Azure: a sign-in service, a front door before each site, and the sites'
packages. Nothing leaves this machine.

Options:
  -s, --stack NAME          stack whose Pulumi.NAME.yaml is read (default: test)
  -c, --config KEY=VALUE    setting that wins over the stack's file; repeatable
  -C, --cwd DIR             Pulumi project to run (default: this one)
      --port N              port of the sign-in service; sites get N+1, N+2 … (default: 8400)
      --json                one line of JSON on stdout when ready; progress goes to stderr
      --upstream SITE=URL   put the front door of SITE before a process that runs already; repeatable
      --no-watch            do not follow edits of the project
  -h, --help                show this and stop

It follows edits: a saved change of the program, of what it bundles or of the stack's file is deployed at once, and
users.json counts as soon as it is saved. In a terminal, o opens the frontend, r deploys again and q stops.
`;

const FLAGS = {
  ...COMMON_FLAGS,
  stack: { type: "string", short: "s" },
  config: { type: "string", short: "c", multiple: true },
  watch: { type: "boolean" },
} as const satisfies ParseArgsOptionsConfig;

/** "help", or what the command line asks for. Throws UserError that names the flag, the value and what is allowed. */
export function parseStartOptions(argv: readonly string[], from: Folders): StartOptions | "help" {
  const values = parseFlags(argv, FLAGS, "npm start");
  if (values.help) return "help";
  return {
    ...commonOptions(values, from),
    stack: values.stack ?? "test",
    config: keyValues(values.config ?? [], "--config", "KEY=VALUE"),
    watch: values.watch ?? true,
  };
}
