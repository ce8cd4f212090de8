import { resolve } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { UserError } from "./user-error.ts";

export type StartOptions = {
  /** folder of Pulumi.yaml */
  readonly cwd: string;
  readonly stack: string;
  /** settings given on the command line, which win over the stack's file */
  readonly config: Readonly<Record<string, string>>;
  /** the sign-in service's; sites follow */
  readonly port: number;
  readonly json: boolean;
  /** site name -> URL of a process that runs already */
  readonly upstreams: Readonly<Record<string, string>>;
};

export const HELP = `Usage: npm start -- [options]

Runs the Pulumi program against local Azure: a sign-in service, a front door before each site, and the sites'
packages. Nothing leaves this machine.

Options:
  -s, --stack NAME          stack whose Pulumi.NAME.yaml is read (default: test)
  -c, --config KEY=VALUE    setting that wins over the stack's file; repeatable
  -C, --cwd DIR             Pulumi project to run (default: this one)
      --port N              port of the sign-in service; sites get N+1, N+2 … (default: 8400)
      --json                one line of JSON on stdout when ready; progress goes to stderr
      --upstream SITE=URL   put the front door of SITE before a process that runs already; repeatable
  -h, --help                show this and stop
`;

export type Folders = {
  /** this project */
  readonly project: string;
  /** where the command was typed */
  readonly caller: string;
};

const FLAGS = {
  stack: { type: "string", short: "s" },
  config: { type: "string", short: "c", multiple: true },
  cwd: { type: "string", short: "C" },
  port: { type: "string" },
  json: { type: "boolean" },
  upstream: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsOptionsConfig;

/** Most sites a program is expected to have: the highest port that --port may leave room for. */
const HIGHEST_SIGN_IN_PORT = 65_000;

/** "help", or what the command line asks for. Throws UserError that names the flag, the value and what is allowed. */
export function parseOptions(argv: readonly string[], from: Folders): StartOptions | "help" {
  const values = parse(argv);
  if (values.help) return "help";
  return {
    cwd: values.cwd === undefined ? from.project : resolve(from.caller, values.cwd),
    stack: stackName(values.stack ?? "test"),
    config: keyValues(values.config ?? [], "--config", "KEY=VALUE"),
    port: portNumber(values.port ?? "8400"),
    json: values.json ?? false,
    upstreams: upstreams(values.upstream ?? []),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS, allowPositionals: false }).values;
  } catch (error) {
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\nSee npm start -- --help`);
  }
}

function stackName(value: string): string {
  if (/^[A-Za-z0-9_.-]{1,100}$/.test(value)) return value;
  throw new UserError(
    `--stack '${value}' is not a stack name: letters, digits, '-', '_' and '.', at most 100 characters`,
  );
}

function portNumber(value: string): number {
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= HIGHEST_SIGN_IN_PORT) return port;
  throw new UserError(`--port '${value}' is not a port: a whole number from 1 to ${HIGHEST_SIGN_IN_PORT}`);
}

function keyValues(items: readonly string[], flag: string, shape: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf("=");
      if (at < 1) throw new UserError(`${flag} '${item}' is not of the form ${shape}`);
      return [item.slice(0, at), item.slice(at + 1)];
    }),
  );
}

function upstreams(items: readonly string[]): Readonly<Record<string, string>> {
  const given = keyValues(items, "--upstream", "SITE=URL");
  for (const [site, url] of Object.entries(given)) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed?.protocol !== "http:" || !isLoopback(parsed.hostname) || parsed.pathname !== "/") {
      throw new UserError(
        `--upstream '${site}=${url}' is not the address of a process on this machine: http://localhost:PORT or http://127.0.0.1:PORT`,
      );
    }
  }
  return given;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}
